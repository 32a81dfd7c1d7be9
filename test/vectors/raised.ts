import { TensorFlowError } from '../../src/tf1/errors';
import type { Finding, VectorCase } from './findings';

/** Holds the error that a body raises against the case: Python's class must be the one, and the message must say something. */
export function checkRaised(given: VectorCase, body: (() => unknown) | null): Finding[] {
  const expected = given['error_type'] as string;
  const what = `error (${String(given['message_gist'])})`;
  if (body === null) return [{ what: 'call that is not understood', got: given['setup'] ?? given['call'], expected }];
  try {
    body();
  } catch (error) {
    if (!(error instanceof TensorFlowError)) throw error;
    const isExpected = expected.split(/\s*(?:\bor\b|[|/,])\s*/).includes(error.type);
    return isExpected && error.gist !== '' ? [] : [{ what, got: error.message, expected }];
  }
  return [{ what, got: 'no error', expected }];
}
