// Removes what a build makes.
import { rmSync } from 'node:fs';

for (const made of ['dist', 'global-step.vsix']) rmSync(made, { recursive: true, force: true });
