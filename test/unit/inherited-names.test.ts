import { describe, expect, it } from 'vitest';
import {
  inheritedNames,
  nameRoles,
  ordinaryName,
  programWith,
  randomRoles,
  type NameRole,
} from '../fuzz/inherited-names';
import { wholeLife } from '../fuzz/whole-life';
import { testParser } from '../helpers/python-parser';

const parser = await testParser();

/** Trained under, too; under the others the program is checked and read. */
const trainedNames: readonly string[] = ['__proto__', 'constructor'];

/** What becomes of a program under a name, and what would become of it under one that no object has; `ordinary` keeps the latter for names alike. */
async function both(
  roles: readonly NameRole[],
  name: string,
  ordinary = new Map<string, Promise<string>>(),
): Promise<readonly [found: string, wanted: string]> {
  const other = ordinaryName(name);
  const isOnlyRead = !trainedNames.includes(name);
  const key = `${other} ${String(isOnlyRead)}`;
  const wanted = ordinary.get(key) ?? wholeLife(parser, programWith(roles, other), isOnlyRead);
  ordinary.set(key, wanted);
  return [await wholeLife(parser, programWith(roles, name), isOnlyRead), (await wanted).replaceAll(other, name)];
}

describe('a name that every object of JavaScript has', () => {
  it.each(nameRoles)('is like any other as $title', async (role) => {
    // Names of one length have the same ordinary name.
    const ordinary = new Map<string, Promise<string>>();
    for (const name of inheritedNames) {
      const [found, wanted] = await both([role], name, ordinary);
      expect(found, name).toBe(wanted);
    }
  });

  it('is like any other in several roles at once', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { name, roles } = randomRoles(seed);
      const [found, wanted] = await both(roles, name);
      expect(found, `${name} in ${roles.map(({ title }) => title).join(', ')}`).toBe(wanted);
    }
  });
});
