import { placeKey } from '../../base/source-range';
import type { Call, Expression } from '../../python/syntax';
import { visit } from '../../python/visit';
import { noteSlip } from '../clocks/slips';
import type { Frame } from '../values/frame';
import type { Value } from '../values/values';
import type { LoadedModule } from '../walk/program';
import type { World } from '../walk/world';

/** Notes a schedule that is bound to a name which the module nowhere reads: no optimizer has it as its rate. */
export function noteUnread(world: World, name: string, value: Value, frame: Frame): void {
  const schedule = value.kind === 'tensor' ? value.schedule : undefined;
  if (schedule === undefined || !('role' in schedule) || frame.isClass || name.startsWith('_')) return;
  const { statement, module } = frame;
  const { kind, range } = schedule;
  // Of `self.rate = rate = …` another target is read, and what a function of the program gives it has made for more than this name.
  if (statement?.kind !== 'Assign' || statement.targets.length > 1 || !isUnnamedCall(statement.value)) return;
  if (placeKey(module.source.range(statement.value.callee)) !== placeKey(range) || isRead(name, module)) return;
  noteSlip(world, { kind: 'unread-schedule', range, name: kind, text: name, related: null, edit: null });
}

/** An operation with a name may be run by that. */
function isUnnamedCall(node: Expression): node is Call {
  return node.kind === 'Call' && node.arguments.every(({ name, star }) => name !== 'name' && star === '');
}

/** What reaches names without writing them as such. */
const byText = /\b(?:locals|globals|vars|eval|exec)\s*\(|^\s*(?:global|nonlocal)\b/m;

const read = new WeakMap<LoadedModule, Set<string>>();

/** Whether a module reads a name anywhere, or may do so by its text. */
function isRead(name: string, module: LoadedModule): boolean {
  if (byText.test(module.source.text)) return true;
  const known = read.get(module) ?? namesReadIn(module);
  read.set(module, known);
  return known.has(name);
}

/** The names that a module writes anywhere but as the target of an assignment. */
function namesReadIn({ syntax }: LoadedModule): Set<string> {
  const targets = new Set<Expression>();
  const names = new Set<string>();
  visit(syntax, (node) => {
    if (node.kind === 'Assign') for (const target of node.targets) targets.add(target);
    if (node.kind === 'Name' && !targets.has(node)) names.add(node.name);
    return true;
  });
  return names;
}
