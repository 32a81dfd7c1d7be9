import { arrayShapes } from './arrays';
import { deepShapes, loopShapes, sequenceShapes } from './sequences';
import { methodShapes } from './methods';
import type { Shape } from './shape';
import { tensorFlowShapes } from './tensorflow';
import { textShapes } from './texts';

/** Families of exhausting programs; every shape has a name of its own. */
export const exhaustingFamilies: readonly (readonly Shape[])[] = [
  sequenceShapes,
  tensorFlowShapes,
  arrayShapes,
  methodShapes,
  sequenceShapes,
  textShapes,
  [...loopShapes, ...deepShapes],
];
