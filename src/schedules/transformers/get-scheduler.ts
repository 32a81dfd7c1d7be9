// `get_scheduler` of Transformers 5.18 and of Diffusers: the function that it chooses by a name, and what it passes to that.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  keywords,
  number,
  optional,
  type Parameters,
  position,
  type ScheduleCall,
  text,
} from '../parameters';

/** After the optimizer. */
export const chosenParameters = {
  name: text(),
  num_warmup_steps: optional(count('ticks')),
  num_training_steps: optional(count('ticks')),
  scheduler_specific_kwargs: optional(keywords()),
  // Diffusers' own, which programs pass by their names.
  step_rules: optional(text()),
  num_cycles: number(1),
  power: number(1),
  last_epoch: position('ticks', -1),
};

type Length = 'num_warmup_steps' | 'num_training_steps';

interface Choice {
  readonly makes: string;
  /** What must be given. */
  readonly needs: readonly Length[];
  /** Whether it is passed `scheduler_specific_kwargs`. */
  readonly isSpecific: boolean;
  /** The parameter of Diffusers' function that it is passed besides. */
  readonly besides?: 'num_cycles' | 'power';
}

const warmup: readonly Length[] = ['num_warmup_steps'];
const both: readonly Length[] = ['num_warmup_steps', 'num_training_steps'];

const choices: ReadonlyMap<string, Choice> = new Map<string, Choice>([
  ['linear', { makes: 'get_linear_schedule_with_warmup', needs: both, isSpecific: true }],
  ['cosine', { makes: 'get_cosine_schedule_with_warmup', needs: both, isSpecific: true }],
  [
    'cosine_with_restarts',
    {
      makes: 'get_cosine_with_hard_restarts_schedule_with_warmup',
      needs: both,
      isSpecific: true,
      besides: 'num_cycles',
    },
  ],
  [
    'polynomial',
    { makes: 'get_polynomial_decay_schedule_with_warmup', needs: both, isSpecific: true, besides: 'power' },
  ],
  ['constant', { makes: 'get_constant_schedule', needs: [], isSpecific: false }],
  ['constant_with_warmup', { makes: 'get_constant_schedule_with_warmup', needs: warmup, isSpecific: false }],
  ['inverse_sqrt', { makes: 'get_inverse_sqrt_schedule', needs: warmup, isSpecific: false }],
  ['reduce_lr_on_plateau', { makes: 'get_reduce_on_plateau_schedule', needs: [], isSpecific: true }],
  ['cosine_with_min_lr', { makes: 'get_cosine_with_min_lr_schedule_with_warmup', needs: both, isSpecific: true }],
  [
    'cosine_warmup_with_min_lr',
    { makes: 'get_cosine_with_min_lr_schedule_with_warmup_lr_rate', needs: both, isSpecific: true },
  ],
  ['warmup_stable_decay', { makes: 'get_wsd_schedule', needs: warmup, isSpecific: true }],
  // Those that no formula is known of.
  ['piecewise_constant', { makes: 'get_piecewise_constant_schedule', needs: [], isSpecific: false }],
  ['greedy', { makes: 'get_greedy_schedule', needs: [], isSpecific: false }],
]);

/**
 * The call that `get_scheduler` makes, of a function whose parameters stand in `all`. Throws a LibraryError where it raises.
 */
export function chosenCall(call: ScheduleCall, all: Readonly<Record<string, Parameters>>): ScheduleCall {
  const values = bind(chosenParameters, call);
  const choice = choices.get(values.name);
  if (choice === undefined) throw new LibraryError('ValueError', `${values.name} is not a valid SchedulerType`);
  const { makes, needs, isSpecific, besides } = choice;
  const missing = needs.find((name) => values[name] === null);
  if (missing !== undefined) {
    const type = `SchedulerType.${values.name.toUpperCase()}`;
    throw new LibraryError('ValueError', `${type} requires \`${missing}\`, please provide that argument.`);
  }
  const passed: [string, number | null][] = [
    ['num_warmup_steps', values.num_warmup_steps],
    ['num_training_steps', values.num_training_steps],
    ['last_epoch', values.last_epoch],
    ...(besides === undefined ? [] : [[besides, values[besides]] satisfies [string, number]]),
  ];
  const parameters = new Set(Object.keys(own(all, makes) ?? {}));
  const given = passed.filter(([name, value]) => value !== null && parameters.has(name));
  const specific = isSpecific ? values.scheduler_specific_kwargs : null;
  return { name: makes, args: [], keywords: { ...Object.fromEntries(given), ...specific } };
}
