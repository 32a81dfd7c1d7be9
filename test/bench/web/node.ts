import { readFileSync } from 'node:fs';
import { engineThread, trainingThread } from '../../../src/host/node/node-thread';
import { measured, type Subjects } from './measured';

// One round in Node: `node node.cjs FILE DIST`, where FILE is the subjects as JSON. Prints the figures as JSON.
const [, , file = '', dist = ''] = process.argv;
const subjects = JSON.parse(readFileSync(file, 'utf8')) as Subjects;
void measured(
  { engine: engineThread(`${dist}/engine.js`), training: trainingThread(`${dist}/worker.js`) },
  subjects,
).then((round) => {
  console.log(JSON.stringify(round));
  process.exit(0);
});
