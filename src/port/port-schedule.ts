import { english, type Language } from '../base/message';
import { kerasText } from './keras-text';
import { checkSchedule, type PortRequest, type PortTarget } from './port-request';
import { type CodeLine, codeText } from './python-text';
import { pytorchText } from './pytorch-text';
import { tf1Text } from './tf1-text';

/**
 * A learning rate and its optimizer as Python for another framework. What gives the same rates is written without a word; what cannot
 * be equal is said in a comment above it. Throws a PortError where the arguments have no form there.
 */
export function portSchedule(target: PortTarget, request: PortRequest, language: Language = english): string {
  checkSchedule(request.schedule);
  return codeText(codeOf(target, request), language);
}

function codeOf(target: PortTarget, request: PortRequest): CodeLine[] {
  switch (target) {
    case 'tf1':
      return tf1Text(request, false);
    case 'compat.v1':
      return tf1Text(request, true);
    case 'keras':
      return kerasText(request);
    case 'pytorch':
      return pytorchText(request);
  }
}
