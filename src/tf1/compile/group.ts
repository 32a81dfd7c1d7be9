import { isLinear, isUniform, type Node, type Read, readsOf, type Storage, writesOf } from './ir';

/** Nodes that go over the same space in one loop; a block is alone. */
export interface Group {
  /** The space's lengths, those of 1 left out; null for a block. */
  readonly space: readonly number[] | null;
  readonly nodes: Node[];
}

/** Who touched a storage so far: positions of groups. */
interface Use {
  readonly group: number;
  /** Whether a loop over the same space may follow in the same group: element by element, in order. */
  readonly isInStep: boolean;
}

const spaceOf = (node: Node): readonly number[] | null =>
  node.kind === 'block' ? null : node.space.filter((length) => length !== 1);

const readFor = (node: Node, storage: Storage): readonly Read[] =>
  node.kind === 'block' ? [] : node.kind === 'reduce' ? [node.read] : node.reads.filter((r) => r.storage === storage);

/** Whether every read of a storage by a node goes in step with its loop. */
function isInStep(node: Node, storage: Storage): boolean {
  return node.kind !== 'block' && readFor(node, storage).every((read) => isLinear(read, node.space));
}

/** The nodes that something needs: those that write variables, and what leads to them or to the wanted results. */
export function neededNodes(nodes: readonly Node[], wanted: readonly Storage[]): Node[] {
  const needed = new Set(wanted);
  const kept: Node[] = [];
  for (const node of [...nodes].reverse()) {
    const hasEffect = node.kind === 'block' && node.hasEffect === true;
    const isNeeded =
      hasEffect || writesOf(node).some((storage) => storage.origin.kind === 'variable' || needed.has(storage));
    if (!isNeeded) continue;
    kept.push(node);
    for (const storage of readsOf(node)) needed.add(storage);
  }
  return kept.reverse();
}

/** Puts nodes into as few loops as their order of reading and writing allows. */
export function groupNodes(nodes: readonly Node[]): Group[] {
  const groups: Group[] = [];
  const writers = new Map<Storage, Use>();
  const readers = new Map<Storage, Use[]>();
  for (const node of nodes) {
    const space = spaceOf(node);
    const key = space?.join('x') ?? null;
    let first = 0;
    const after = (use: Use, inStep: boolean): void => {
      const isShared = inStep && use.isInStep && key !== null && groups[use.group]?.space?.join('x') === key;
      first = Math.max(first, isShared ? use.group : use.group + 1);
    };
    for (const storage of readsOf(node)) {
      const writer = writers.get(storage);
      if (writer !== undefined) after(writer, isInStep(node, storage));
    }
    for (const storage of writesOf(node)) {
      for (const reader of readers.get(storage) ?? []) after(reader, true);
      const writer = writers.get(storage);
      if (writer !== undefined) after(writer, true);
    }
    let position =
      key === null ? -1 : groups.findIndex((group, index) => index >= first && group.space?.join('x') === key);
    if (position < 0) position = groups.push({ space, nodes: [] }) - 1;
    groups[position]?.nodes.push(node);
    for (const storage of readsOf(node)) {
      const use = { group: position, isInStep: isInStep(node, storage) };
      const uses = readers.get(storage);
      if (uses === undefined) readers.set(storage, [use]);
      else uses.push(use);
    }
    for (const storage of writesOf(node)) {
      writers.set(storage, { group: position, isInStep: node.kind === 'loop' });
      readers.set(storage, []);
    }
  }
  return groups;
}

/** Marks the temporaries that cannot live in a loop's locals: read by another group, out of step, or by a block. */
export function markKept(groups: readonly Group[]): void {
  const home = new Map<Storage, Group>();
  for (const group of groups) for (const node of group.nodes) for (const s of writesOf(node)) home.set(s, group);
  for (const group of groups) {
    for (const node of group.nodes) {
      for (const storage of readsOf(node)) {
        if (storage.origin.kind !== 'temporary' || storage.size === 1) continue;
        if (node.kind === 'block' || home.get(storage) !== group || !isInStep(node, storage)) storage.isKept = true;
      }
      if (node.kind === 'block') for (const s of node.writes) if (s.size > 1) s.isKept = true;
    }
  }
}

/** Whether a node's reads, apart from those that are the same everywhere, need the index of more than one axis. */
export function needsAxes(node: Node): boolean {
  if (node.kind === 'block') return false;
  if (node.kind === 'reduce') {
    const axes = node.space.flatMap((length, axis) => (length === 1 ? [] : [axis]));
    return !axes.every((axis) => node.axes.includes(axis)) || !isLinear(node.read, node.space);
  }
  return node.reads.some((read) => !isUniform(read, node.space) && !isLinear(read, node.space));
}
