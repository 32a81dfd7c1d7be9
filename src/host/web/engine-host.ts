import type { ParserFiles } from '../../python/parser';
import type { EngineHost } from '../engine-host';
import { installNodeModules } from './node-modules';
import { webPort } from './web-port';

/** The engine's thread in a browser: the first message brings the parser's files, and the owner loads those of the workspace. */
export async function engineHost(): Promise<EngineHost> {
  installNodeModules();
  const { port, first } = webPort();
  const { codeOf } = await import('../../files/decode-program');
  return { port, parserFiles: first as Promise<ParserFiles>, disk: null, decode: codeOf, meter: null };
}
