import { lastPart } from '../../base/last-part';
import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import type { Movement } from './events';
import type { KeptOperation } from '../walk/recorded-events';
import type { World } from '../walk/world';
import { visit } from '../../python/visit';

/** Functions by which a program gets at names that it does not write. */
const readsAnyName = new Set(['locals', 'globals', 'vars', 'dir', 'exec', 'eval']);

/** TensorFlow's functions that give an operation by its name, or by that of a collection. */
const givesOperations = tensorflow1
  .ofKind('collection')
  .filter(({ meaning: { does, holds } }) => does === 'get' || (does === 'list' && holds === 'keyed'))
  .map(({ name }) => lastPart(name));

/** What gets at attributes that it does not write, or at operations of the graph. */
const readsAnyAttribute = new RegExp(
  String.raw`getattr|attrgetter|\b(?:vars|dir|__dict__|__slots__|exec|eval|get_operations|${givesOperations.join('|')})\b`,
);

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

  private isUnread(operation: KeptOperation): boolean {
    const { name, node: made, graphName, frame } = operation;
    if (name === null && graphName === null) return true;
    if (operation.isAttribute === true) return this.isUnreadAttribute(operation);
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

  /** No text of the program has the name of the attribute but once, nor anything that reads attributes by other names. */
  private isUnreadAttribute({ name, graphName, frame: { module } }: KeptOperation): boolean {
    const { main, modules } = this.world;
    if (name === null || graphName !== null) return false;
    const texts = [module, ...(main === null ? [] : [main]), ...modules.values()].map(({ source: { text } }) => text);
    const word = new RegExp(String.raw`(?<!\w)${name}(?!\w)`, 'g');
    let mentions = 0;
    for (const text of new Set(texts)) {
      if (readsAnyAttribute.test(text)) return false;
      mentions += text.match(word)?.length ?? 0;
      if (mentions > 1) return false;
    }
    return true;
  }
}
