/** A warning or an error that this folder can explain. */
export type LogKind =
  | 'step-not-increased'
  | 'scheduler-before-optimizer'
  | 'optimizer-step-replaced'
  | 'no-assign-add'
  | 'unexpected-global-step'
  | 'missing-var-list'
  | 'no-gradients'
  | 'step-for-hook'
  | 'same-variable-name'
  | 'other-graph'
  | 'several-steps'
  | 'step-exists'
  | 'step-required'
  | 'step-not-integer'
  | 'boundary-dtype'
  | 'boundary-count'
  | 'uninitialized-step'
  | 'training-skipped'
  | 'step-not-in-checkpoint'
  | 'loss-is-nan'
  | 'steps-per-second-zero'
  | 'slim-step-zero'
  | 'no-final-loss'
  | 'illegal-increment'
  | 'step-not-fed'
  | 'step-of-other-type'
  | 'step-as-number'
  | 'step-fed';

/** What was recognised in a text. */
export interface Recognized {
  readonly kind: LogKind;
  /** The words that it was recognised by. */
  readonly quote: string;
  /** What the pattern caught, by name: a class, a variable, a value. */
  readonly details: Readonly<Record<string, string>>;
}

/**
 * What each is recognised by: its gist in the wordings of TensorFlow's and PyTorch's versions, never one exact text. The first that
 * matches a stretch of text has it, so the special come before the general.
 */
const patterns: readonly (readonly [LogKind, RegExp])[] = [
  [
    'step-not-increased',
    /global[_ -]?step\b(?:\s*\([^)]*\))?[^.\n]{0,40}?(?:\bnot|\bnever|n['’]t)\b[^.\n]{0,30}?(?:increas|increment|chang|advanc|updat|mov|ris)\w*(?:[\s\S]{0,80}?current value[^:]{0,30}:\s*(?<current>-?\d+(?:\.\d+)?)(?:[\s\S]{0,20}?previous value:\s*(?<previous>-?\d+(?:\.\d+)?))?)?/i,
  ],
  [
    'step-not-increased',
    /全局(?:步数|步长|步|训练步数)[^。\n]{0,20}(?:没有|未|不|没)[^。\n]{0,10}(?:增|变|更新|动|加)/,
  ],
  [
    'scheduler-before-optimizer',
    /scheduler\.step\(\)[`'"]?\s+(?:is |was )?(?:called\s+)?before\s+(?:calling\s+)?[`'"]?optimizer\.step\(\)/i,
  ],
  [
    'optimizer-step-replaced',
    /optimizer\.step\(\)[`'"]?[^.\n]{0,20}(?:overridden|overwritten|replaced|patched)[^.\n]{0,40}scheduler/i,
  ],
  ['no-assign-add', /['"‘]?(?<type>[\w.]+)['"’]?\s+object has no attribute\s+['"‘]?assign_add\b/i],
  [
    'no-assign-add',
    /(?<type>int|float|str|numpy\.\w+)['"’]?\s+object has no attribute\s+['"‘]?(?:dtype|graph|op|_is_ref_dtype)\b/i,
  ],
  ['no-assign-add', /input ['"‘]?ref['"’]? of ['"‘]?Assign(?:Add)?['"’]? op requires l-value input/i],
  ['no-assign-add', /existing\s+['"]?global_step['"]?\s+must be a (?:tf\.)?Variable/i],
  ['unexpected-global-step', /(?:(?<callee>[\w.]+)\(\)\s+)?got an unexpected keyword argument\s+['"‘]?global_step\b/i],
  ['missing-var-list', /missing\s+\d*\s*required positional arguments?:?\s+['"‘]?var_list\b/i],
  ['no-gradients', /no gradients provided for any variable/i],
  ['step-for-hook', /global[_ ]step should be created to use\s+(?<hook>\w+)/i],
  [
    'step-for-hook',
    /global[_ ]step is (?:required|needed) (?:for|to use|by)\s+(?<hook>\w*Hook|MonitoredTrainingSession)/i,
  ],
  ['same-variable-name', /(?:two|more) variables have the same name:?\s*['"]?(?<variable>[\w/:]+)/i],
  ['other-graph', /must be from the same graph/i],
  ['other-graph', /is not an element of this graph/i],
  ['several-steps', /multiple tensors in (?:the )?global_step collection/i],
  ['step-exists', /(?:variable\s+)?['"]?(?:\w+\/)?global_step['"]?\s+already exists/i],
  ['step-required', /global_step is required for\s+(?<schedule>\w+)/i],
  ['step-required', /none values? not supported/i],
  ['step-required', /unsupported operand[^\n]{0,40}NoneType/i],
  [
    'step-not-integer',
    /(?:existing\s+)?['"]?global_step['"]?\s+(?:does not have integer type|is not (?:a )?(?:scalar|integer)|must be (?:an? )?(?:integer|scalar))/i,
  ],
  ['step-not-integer', /passed to parameter ['"‘]?ref['"’]? has DataType (?:string|bool)\b/i],
  ['boundary-dtype', /boundar(?:y|ies)[^\n]{0,60}(?:must have|should have|of) the same (?:dtype|type)/i],
  ['boundary-count', /(?:length of )?boundaries should be 1 less than the length of values/i],
  [
    'uninitialized-step',
    /(?:uninitialized value\s+|Error while reading resource variable\s+)(?<variable>[\w/]*global_step\w*)/i,
  ],
  ['training-skipped', /skipping training since max_steps/i],
  [
    'step-not-in-checkpoint',
    /(?:key|tensor name)\s+['"]?(?<variable>[\w/]*global_step\w*)['"]?\s+not found in checkpoint/i,
  ],
  ['steps-per-second-zero', /global_step\/sec:?\s*0(?:\.0+)?(?!\.?\d)/i],
  ['slim-step-zero', /\bglobal step 0: loss\s*=\s*\S+/i],
  ['no-final-loss', /loss for final step:?\s*none\b/i],
  ['illegal-increment', /illegal increment of (?:the )?[`'"]?global[_ ]step\b/i],
  ['step-not-fed', /must feed a value for placeholder tensor\s+['"‘]?(?<placeholder>[\w/.]*step\w*)/i],
  [
    'step-of-other-type',
    /(?:got|type)\s+(?:tf\.)?u?int\d+\s*!=\s*(?:tf\.)?\w+|expected u?int\d+\b[^\n]{0,60}?\bgot\s+\S+\s+of type\s+['"‘]?float/i,
  ],
  ['step-of-other-type', /has type (?:u?int|float)\d+ that does not match type (?:u?int|float)\d+ of argument/i],
  [
    'step-as-number',
    /(?:number|integer|argument)[^\n]{0,60}\bnot ['"‘]?(?:Ref|Resource)?Variable\b|(?:Ref|Resource)Variable['"’]? object cannot be interpreted as an integer/i,
  ],
  ['step-as-number', /using a (?:symbolic )?[`'"]?tf\.Tensor[`'"]? as a Python [`'"]?bool/i],
  ['step-fed', /passed \w+ from (?<counted>\w*step\w*):\d+ incompatible with expected \w+_ref/i],
  ['step-fed', /cannot feed value of shape \([^)]*\) for Tensor ['"‘]?[\w/]*step[\w/]*:\d/i],
  ['loss-is-nan', /nan loss during training|model diverged with loss\s*=\s*nan/i],
];

/** Longer texts are cut: a log's beginning and end say what there is to say. */
const longestText = 200_000;
const longestQuote = 160;

/** Every kind that a pasted text speaks of, once each, in the text's order. Colour codes and a terminal's line breaks do not matter. */
export function recognize(text: string): Recognized[] {
  const plain = flattened(text);
  const found = new Map<LogKind, { readonly at: number; readonly recognized: Recognized }>();
  for (const [kind, pattern] of patterns) {
    const match = found.has(kind) ? null : pattern.exec(plain);
    if (match === null) continue;
    // A group that took no part is undefined, whatever its type says.
    const caught = Object.entries((match.groups ?? {}) as Readonly<Record<string, string | undefined>>);
    const details = Object.fromEntries(caught.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    const [whole] = match;
    const quote = whole.length > longestQuote ? `${whole.slice(0, longestQuote)}…` : whole;
    found.set(kind, { at: match.index, recognized: { kind, quote, details } });
  }
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ recognized }) => recognized);
}

function flattened(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText / 2)} ${text.slice(-longestText / 2)}` : text;
  return cut.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/\s+/g, ' ');
}
