import type { Movement } from './events';
import type { KeptOperation } from '../walk/recorded-events';
import type { World } from '../walk/world';
import { visit } from '../../python/visit';

/** Functions by which a program gets at names that it does not write. */
const readsAnyName = new Set(['locals', 'globals', 'vars', 'dir', 'exec', 'eval']);

/**
 * Assignments whose operation no run of the program can reach: it is dropped, or bound to one name that no other expression of its module has. Only in
 * graphs, where an operation that is made does nothing by itself.
 */
export class IdleMovements {
  private readonly known = new Map<Movement, boolean>();

  constructor(private readonly world: World) {}

  has(movement: Movement): boolean {
    const kept = this.world.events.kept.get(movement);
    if (kept === undefined || this.world.isEager || !this.world.runs.hasRun) return false;
    let isIdle = this.known.get(movement);
    if (isIdle === undefined) this.known.set(movement, (isIdle = this.isUnread(kept)));
    return isIdle;
  }

  private isUnread({ name, node: made, graphName, frame }: KeptOperation): boolean {
    if (name === null && graphName === null) return true;
    // Another module may ask for a module's names, unless it is a script, which trains as soon as it is loaded.
    if (frame.parent === null && !this.world.runs.scripts.has(frame.module)) return false;
    const isNamed = (text: string): boolean =>
      (name !== null && text.includes(name)) || (graphName !== null && text.includes(graphName));
    let mentions = name === null ? 1 : 0;
    visit(frame.module.syntax, (node) => {
      if (node === made) return false;
      if (node.kind === 'Name') mentions += readsAnyName.has(node.name) ? 2 : node.name === name ? 1 : 0;
      else if (node.kind === 'Attribute' && node.name === name) mentions += 2;
      else if (node.kind === 'String' && isNamed(node.value)) mentions += 2;
      else if (node.kind === 'Global' && name !== null && node.names.includes(name)) mentions += 2;
      return mentions < 2;
    });
    return mentions < 2;
  }
}
