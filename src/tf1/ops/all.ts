// Fills the registry: whoever builds or runs a graph imports this first.
import './state';
import './elementwise';
import './reduce';
import './matmul';
import './array';
import './join';
import './slicing-at';
import './gather';
import './fill';
import './nn';
import './windows';
import './convolutions';
import './cond';
import './random';
import './sampling';
import './schedule';
import './training';
