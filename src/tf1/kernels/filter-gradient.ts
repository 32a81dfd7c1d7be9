import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base';
import { conv2DBackpropFilterConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2DBackpropFilter';
import {
  backend_util,
  type Conv2DBackpropFilterAttrs,
  type KernelConfig,
  type KernelFunc,
  type TypedArray,
} from '@tensorflow/tfjs-core';

type Conv2DInfo = backend_util.Conv2DInfo;

/**
 * The gradient of a convolution by its filter. tfjs asks a buffer for each element; here the arrays are read as they lie, all channels of the
 * result at a time. Each element's sum has the order of tfjs's, so that the numbers are the same, bit for bit.
 */
const filterGradient: KernelFunc = (given) => {
  const attributes = given.attrs as unknown as Conv2DBackpropFilterAttrs;
  if (attributes.dataFormat !== 'NHWC') return conv2DBackpropFilterConfig.kernelFunc(given);
  const {
    inputs: { x, dy },
    backend,
  } = given;
  if (x === undefined || dy === undefined || !(backend instanceof MathBackendCPU))
    throw new Error('the gradient of a filter needs x and dy');
  const { filterShape, strides, pad, dimRoundingMode } = attributes;
  const info = backend_util.computeConv2DInfo(x.shape as Shape, filterShape, strides, 1, pad, dimRoundingMode);
  const valuesOf = (id: object): TypedArray => backend.data.get(id).values as TypedArray;
  const made = sums(info, valuesOf(x.dataId), valuesOf(dy.dataId));
  return backend.makeTensorInfo(info.filterShape, 'float32', made);
};

type Shape = [number, number, number, number];

/** Where a filter's place meets the image: the first result, and how many there are. */
function span(
  place: number,
  padding: number,
  stride: number,
  [input, output]: readonly [number, number],
): [number, number] {
  const first = Math.max(0, Math.ceil((padding - place) / stride));
  return [first, Math.min(output, Math.ceil((input + padding - place) / stride))];
}

function sums(info: Conv2DInfo, x: TypedArray, dy: TypedArray): Float32Array {
  const { inChannels, outChannels, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = info;
  const made = new Float32Array(info.filterHeight * info.filterWidth * inChannels * outChannels);
  const sum = new Float64Array(outChannels);
  let at = 0;
  for (let row = 0; row < info.filterHeight; row++) {
    const [firstRow, endRow] = span(row, info.padInfo.top, strideHeight, [inHeight, outHeight]);
    for (let column = 0; column < info.filterWidth; column++) {
      const [firstColumn, endColumn] = span(column, info.padInfo.left, strideWidth, [inWidth, outWidth]);
      for (let channel = 0; channel < inChannels; channel++) {
        sum.fill(0);
        for (let image = 0; image < info.batchSize; image++) {
          for (let y = firstRow; y < endRow; y++) {
            const xRow = (image * inHeight + row + y * strideHeight - info.padInfo.top) * inWidth;
            const yRow = (image * outHeight + y) * outWidth;
            for (let z = firstColumn; z < endColumn; z++) {
              const value = x[(xRow + column + z * strideWidth - info.padInfo.left) * inChannels + channel] ?? 0;
              const from = (yRow + z) * outChannels;
              for (let out = 0; out < outChannels; out++) sum[out] = (sum[out] ?? 0) + value * (dy[from + out] ?? 0);
            }
          }
        }
        made.set(sum, at);
        at += outChannels;
      }
    }
  }
  return made;
}

export const filterGradientConfig: KernelConfig = { ...conv2DBackpropFilterConfig, kernelFunc: filterGradient };
