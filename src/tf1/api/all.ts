// Fills the table of public names.
import './math';
import './clip';
import './array';
import './variables';
import './nn';
import './convolutions';
import './layers';
import './random';
import './control';
import './composed';
import './schedules';
import './optimizers';
import './train';
import './train-ops';
import './sessions';
