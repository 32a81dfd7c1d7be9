import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { verbatim } from '../../../src/base/message';
import { differencesOf, RunShelf } from '../../../src/panel/run-shelf';
import { ShelvedSource } from '../../../src/panel/shelved-source';
import type { TrainingSnapshot } from '../../../src/protocol/training-messages';
import { FakeSource } from '../../fakes/fake-source';

/** A training whose plan says one thing. */
class Planned extends FakeSource {
  constructor(
    private readonly rate: string,
    rows = 3,
  ) {
    super(['as-written', 'counterpart']);
    for (const id of ['as-written', 'counterpart']) if (rows > 0) this.record(id, rows);
  }

  override get snapshot(): TrainingSnapshot {
    return {
      ...super.snapshot,
      trainOps: null,
      entries: [{ label: verbatim('learning_rate'), value: verbatim(this.rate), location: null }],
    };
  }

  override reopen(): Planned {
    return new Planned(this.rate, 0);
  }
}

describe('the shelf of earlier runs', () => {
  it('keeps both runs of another plan, hidden, with what was different', () => {
    const shelf = new RunShelf();
    const present = new Planned('0.2', 0);
    shelf.keep(new Planned('0.1'), present.snapshot);
    const views = shelf.views(present.snapshot);
    expect(views.map(({ id, kept }) => [id, kept?.isHidden, kept?.iterations])).toEqual([
      ['earlier-1-as-written', true, 3],
      ['earlier-1-counterpart', true, 3],
    ]);
    expect(inEnglish(views[0]?.kept?.differences)).toEqual([{ label: 'learning_rate', then: '0.1', now: '0.2' }]);
    expect(views[0]?.kept?.lastRow[0]).toBe(3);
  });

  it('keeps nothing of the same plan, and nothing that has no rows', () => {
    const shelf = new RunShelf();
    shelf.keep(new Planned('0.1'), new Planned('0.1', 0).snapshot);
    shelf.keep(new Planned('0.1', 0), new Planned('0.2', 0).snapshot);
    expect(shelf.views(new Planned('0.2').snapshot)).toEqual([]);
  });

  it('sends the rows of what is shown only, and outlives its source', () => {
    const shelf = new RunShelf();
    const former = new Planned('0.1');
    shelf.keep(former, new Planned('0.2', 0).snapshot);
    former.dispose();
    expect(shelf.rows('earlier-1-as-written')?.count).toBe(0);
    shelf.mark('earlier-1-as-written', { name: 'slow', isPinned: false, isHidden: false });
    expect(shelf.rows('earlier-1-as-written')?.count).toBe(3);
    expect(shelf.rows('as-written')).toBeNull();
    const [view] = shelf.views(new Planned('0.2').snapshot);
    expect(view?.kept?.name).toBe('slow');
  });

  it('tells apart runs that get the same name', () => {
    const shelf = new RunShelf();
    const training = (rate: string): Planned => new Planned(rate);
    for (const rate of ['0.1', '0.2', '0.3']) shelf.keep(training(rate), training('0.9').snapshot);
    const ids = shelf.views(training('0.9').snapshot).map(({ id }) => id);
    const mark = (id: string): void => {
      shelf.mark(id, { name: 'slow', isPinned: true, isHidden: false });
    };
    ids.slice(0, 3).forEach(mark);
    // Naming it as it is named already changes nothing.
    ids.slice(0, 1).forEach(mark);
    const names = shelf.views(training('0.9').snapshot).map(({ kept }) => kept?.name);
    expect(names.slice(0, 3)).toEqual(['slow', 'slow (2)', 'slow (3)']);
  });

  it('drops the oldest where the rows take too much memory, and none that is pinned', () => {
    const present = new Planned('9', 0);
    const columns = present.snapshot.runs[0]?.columns.length ?? 0;
    // Room for the rows of three runs of three rows.
    const shelf = new RunShelf(3 * 3 * columns * 8);
    shelf.keep(new Planned('1'), present.snapshot);
    shelf.mark('earlier-1-as-written', { name: null, isPinned: true, isHidden: true });
    shelf.keep(new Planned('2'), present.snapshot);
    shelf.keep(new Planned('3'), present.snapshot);
    expect(shelf.views(present.snapshot).map(({ id }) => id)).toEqual([
      'earlier-1-as-written',
      'earlier-2-counterpart',
      'earlier-3-as-written',
      'earlier-3-counterpart',
    ]);
  });

  it('drops the oldest that is not pinned', () => {
    const shelf = new RunShelf();
    for (let training = 0; training < 6; training++) {
      shelf.keep(new Planned(String(training)), new Planned(String(training + 1), 0).snapshot);
      if (training === 0) shelf.mark('earlier-1-as-written', { name: null, isPinned: true, isHidden: true });
    }
    const ids = shelf.views(new Planned('6').snapshot).map(({ id }) => id);
    expect(ids).toHaveLength(7);
    expect(ids).toContain('earlier-1-as-written');
    expect(ids).not.toContain('earlier-1-counterpart');
    shelf.remove('earlier-1-as-written');
    expect(shelf.views(new Planned('6').snapshot)).toHaveLength(6);
  });

  it('trains a kept plan again', () => {
    const shelf = new RunShelf();
    shelf.keep(new Planned('0.1'), new Planned('0.2', 0).snapshot);
    expect(inEnglish(shelf.reopen('earlier-1-counterpart')?.snapshot.entries[0]?.value)).toBe('0.1');
    expect(shelf.reopen('nobody')).toBeNull();
  });

  it('stands beside the present training', () => {
    const shelf = new RunShelf();
    const present = new Planned('0.2');
    shelf.keep(new Planned('0.1'), present.snapshot);
    const source = new ShelvedSource(present, shelf);
    expect(source.snapshot.runs.map(({ id }) => id)).toEqual([
      'as-written',
      'counterpart',
      'earlier-1-as-written',
      'earlier-1-counterpart',
    ]);
    expect(source.rows('counterpart').count).toBe(3);
    const changes: string[] = [];
    source.onDidChange(({ type }) => changes.push(type));
    source.runsChanged();
    present.record('as-written', 1);
    expect(changes).toEqual(['runs', 'rows']);
  });
});

describe('what two plans say differently', () => {
  it('is told label by label, in order where a label comes twice', () => {
    const entry = (label: string, value: string) => ({
      label: verbatim(label),
      value: verbatim(value),
      location: null,
    });
    expect(
      inEnglish(
        differencesOf(
          [entry('schedule', 'a'), entry('variable', 'w'), entry('variable', 'b'), entry('gone', '1')],
          [entry('schedule', 'a'), entry('variable', 'w'), entry('variable', 'c'), entry('new', '2')],
        ),
      ),
    ).toEqual([
      { label: 'variable', then: 'b', now: 'c' },
      { label: 'gone', then: '1', now: null },
      { label: 'new', then: null, now: '2' },
    ]);
  });
});
