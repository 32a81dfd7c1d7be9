export { noWiring } from '../../src/protocol/wiring';
