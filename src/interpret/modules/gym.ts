import { message, verbatim } from '../../base/message';
import { isLibraryModule } from '../../frameworks/tensorflow1/library';
import type { Span } from '../../python/syntax';
import type { Recorder } from '../record/recorder';
import { anything, type ModuleValue, tolerant, unknown, type Value } from '../values';
import { type Apply, harmlessModule } from './module-of';

/** What the environments need of the program that imports them. */
interface GymNeeds {
  readonly recorder: Recorder;
  readonly apply: Apply;
  readonly libraryMember: (name: string, span: Span) => Value | null;
}

/** `gym`, written in Python: environments whose observations and rewards stand in for their simulators'. */
export function gymModule({ recorder, apply, libraryMember }: GymNeeds): ModuleValue {
  const make = tolerant('make', anything, (given) => {
    const { span } = given;
    const [id = given.named.get('id')] = given.positional;
    const made = libraryMember('gym.make', span);
    if (id?.kind !== 'str' || made === null) return unknown(verbatim('gym.make'), span);
    const environment = apply(made, { positional: [id], named: new Map(), span });
    if (environment.kind === 'none') return unknown(message('the environment {0}', id.value), span);
    recorder.standIns.note({
      why: message('{0} is a simulator', id.value),
      standIn: message('drawn observations and rewards, in episodes of a usual length'),
      span,
    });
    return environment;
  });
  const monitor = tolerant('Monitor', anything, ({ positional: [environment], named, span }) => {
    return environment ?? named.get('env') ?? unknown(verbatim('gym.wrappers.Monitor'), span);
  });
  const below = (path: string): ModuleValue => ({
    kind: 'module',
    path,
    member: (name, span) => {
      const member = `${path}.${name}`;
      if (member === 'gym.make') return make;
      if (member === 'gym.wrappers.Monitor') return monitor;
      if (member === 'gym.logger') return harmlessModule(member);
      if (member === 'gym.wrappers' || isLibraryModule(member)) return below(member);
      return libraryMember(member, span) ?? unknown(verbatim(member), span);
    },
  });
  return below('gym');
}
