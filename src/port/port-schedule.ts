import { english, type Language, message } from '../base/message';
import { kerasText } from './keras-text';
import { optaxText } from './optax-text';
import { plainOptimizer } from './optimizer';
import { paddleText } from './paddle-text';
import { checkSchedule, type CopyRequest, type PortRequest, type PortTarget } from './port-request';
import { type CodeLine, codeText } from './python-text';
import { pytorchText } from './pytorch-text';
import { tf1Text } from './tf1-text';

/**
 * A learning rate and its optimizer as Python for another framework. What gives the same rates is written without a word; what cannot
 * be equal is said in a comment above it. Throws a PortError where the arguments have no form there.
 */
export function portSchedule(target: PortTarget, request: CopyRequest, language: Language = english): string {
  checkSchedule(request.schedule);
  const { optimizer } = request;
  if (optimizer !== null) return codeText(codeOf(target, { ...request, optimizer }), language);
  const lines = codeOf(target, { ...request, optimizer: plainOptimizer });
  const at = lines.findIndex((line) => typeof line === 'string' && line.startsWith('optimizer = '));
  const note = message(
    'Not equal: the optimizer of the program is not known, or has no equal here. The schedule is the same; plain gradient descent only carries it.',
  );
  return codeText(lines.toSpliced(Math.max(0, at), 0, note), language);
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
    case 'optax':
      return optaxText(request);
    case 'paddle':
      return paddleText(request);
  }
}
