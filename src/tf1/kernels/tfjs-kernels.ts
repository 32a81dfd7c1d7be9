import type { KernelConfig } from '@tensorflow/tfjs-core';
import { absConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Abs';
import { acosConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Acos';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { argMaxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ArgMax';
import { argMinConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ArgMin';
import { asinConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Asin';
import { atanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Atan';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/AvgPool';
import { avgPoolGradConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/AvgPoolGrad';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { ceilConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Ceil';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ClipByValue';
import { concatConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Concat';
import { conv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2D';
import { filterGradientConfig } from './filter-gradient';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2DBackpropInput';
import { cosConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cos';
import { coshConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cosh';
import { cumsumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cumsum';
import { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/DepthwiseConv2dNative';
import { depthwiseConv2dNativeBackpropFilterConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/DepthwiseConv2dNativeBackpropFilter';
import { depthwiseConv2dNativeBackpropInputConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/DepthwiseConv2dNativeBackpropInput';
import { eluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Elu';
import { equalConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Equal';
import { erfConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Erf';
import { expConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Exp';
import { expm1Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Expm1';
import { floorConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Floor';
import { floorDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/FloorDiv';
import { gatherV2Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/GatherV2';
import { greaterConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Greater';
import { greaterEqualConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/GreaterEqual';
import { isFiniteConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/IsFinite';
import { isInfConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/IsInf';
import { isNaNConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/IsNaN';
import { lessConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Less';
import { lessEqualConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/LessEqual';
import { logConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Log';
import { log1pConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Log1p';
import { logicalAndConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/LogicalAnd';
import { logicalNotConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/LogicalNot';
import { logicalOrConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/LogicalOr';
import { maxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Max';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/MaxPool';
import { maxPoolGradConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/MaxPoolGrad';
import { maximumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Maximum';
import { meanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mean';
import { minConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Min';
import { minimumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Minimum';
import { modConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mod';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { negConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Neg';
import { notEqualConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/NotEqual';
import { oneHotConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/OneHot';
import { padV2Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/PadV2';
import { powConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Pow';
import { prodConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Prod';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { reciprocalConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reciprocal';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu6';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { roundConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Round';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Rsqrt';
import { selectConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Select';
import { seluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Selu';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { signConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sign';
import { sinConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sin';
import { sinhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sinh';
import { sliceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Slice';
import { softplusConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Softplus';
import { softmaxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Softmax';
import { sqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { squaredDifferenceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/SquaredDifference';
import { stridedSliceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/StridedSlice';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { tanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tan';
import { tanhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tanh';
import { tileConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tile';
import { transposeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Transpose';
import { unsortedSegmentSumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/UnsortedSegmentSum';

/** The kernels that TensorFlow 1's operations are made of, by name, so that the bundle holds no others. */
export const kernelConfigs: readonly KernelConfig[] = [
  absConfig,
  acosConfig,
  addConfig,
  argMaxConfig,
  argMinConfig,
  asinConfig,
  atanConfig,
  avgPoolConfig,
  avgPoolGradConfig,
  batchMatMulConfig,
  ceilConfig,
  clipByValueConfig,
  concatConfig,
  conv2DConfig,
  filterGradientConfig,
  conv2DBackpropInputConfig,
  cosConfig,
  coshConfig,
  cumsumConfig,
  depthwiseConv2dNativeConfig,
  depthwiseConv2dNativeBackpropFilterConfig,
  depthwiseConv2dNativeBackpropInputConfig,
  eluConfig,
  equalConfig,
  erfConfig,
  expConfig,
  expm1Config,
  floorConfig,
  floorDivConfig,
  gatherV2Config,
  greaterConfig,
  greaterEqualConfig,
  isFiniteConfig,
  isInfConfig,
  isNaNConfig,
  lessConfig,
  lessEqualConfig,
  logConfig,
  log1pConfig,
  logicalAndConfig,
  logicalNotConfig,
  logicalOrConfig,
  maxConfig,
  maxPoolConfig,
  maxPoolGradConfig,
  maximumConfig,
  meanConfig,
  minConfig,
  minimumConfig,
  modConfig,
  multiplyConfig,
  negConfig,
  notEqualConfig,
  oneHotConfig,
  padV2Config,
  powConfig,
  prodConfig,
  realDivConfig,
  reciprocalConfig,
  reluConfig,
  relu6Config,
  reshapeConfig,
  roundConfig,
  rsqrtConfig,
  selectConfig,
  seluConfig,
  sigmoidConfig,
  signConfig,
  sinConfig,
  sinhConfig,
  sliceConfig,
  softplusConfig,
  softmaxConfig,
  sqrtConfig,
  squareConfig,
  squaredDifferenceConfig,
  stridedSliceConfig,
  subConfig,
  sumConfig,
  tanConfig,
  tanhConfig,
  tileConfig,
  transposeConfig,
  unsortedSegmentSumConfig,
];
