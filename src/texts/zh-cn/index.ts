import { causes } from './causes';
import { causesOfConsumers } from './causes-of-consumers';
import { checks } from './checks';
import { clockRuns } from './clock-runs';
import { clocks } from './clocks';
import { copying } from './copying';
import { data } from './data';
import { editor } from './editor';
import { output } from './output';
import { page } from './page';
import { page2 } from './page-2';
import { reading } from './reading';
import { readingLibraries } from './reading-libraries';
import { schedulers } from './schedulers';
import { surfaces } from './surfaces';
import { training } from './training';
import { verdicts } from './verdicts';
import { fitting } from '../places';

/** Simplified Chinese: under each English text of the product its translation. The editor and the page load it where VS Code speaks it. */
export const chinese = fitting({
  ...page,
  ...page2,
  ...checks,
  ...causes,
  ...causesOfConsumers,
  ...reading,
  ...readingLibraries,
  ...training,
  ...clockRuns,
  ...clocks,
  ...schedulers,
  ...copying,
  ...data,
  ...output,
  ...surfaces,
  ...editor,
  ...verdicts,
});
