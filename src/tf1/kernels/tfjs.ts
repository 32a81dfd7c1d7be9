import type { DataId, KernelFunc, NamedAttrMap, TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import { engine, env, findBackend, getKernel, registerKernel, type Tensor } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base';
import { kernelConfigs } from './tfjs-kernels';
import type { Elements, Value } from '../value';

/**
 * tfjs's cpu kernels, called directly: no tape, no tidy, no engine. Arrays go in and come out as they are, without a copy, and
 * every data id that a kernel makes is released when the call returns, so that tfjs holds nothing between two calls.
 */
class CpuKernels {
  private readonly backend: MathBackendCPU;
  private readonly kernels = new Map<string, KernelFunc>();

  constructor() {
    for (const config of kernelConfigs) registerKernel(config);
    const backend = findBackend('cpu');
    if (!(backend instanceof MathBackendCPU)) throw new Error('the cpu backend of tfjs is not the one imported here');
    this.backend = backend;
    // The backend greets with an advertisement on its first write unless it is told that this is not Node. Nothing else is silenced.
    const isNode = env().getBool('IS_NODE');
    env().set('IS_NODE', false);
    const first = this.backend.write(new Float32Array(1), [1], 'float32');
    env().set('IS_NODE', isNode);
    this.backend.disposeData(first, true);
  }

  /** Data ids that are alive: 0 between calls. */
  get liveBuffers(): number {
    return this.backend.numDataIds();
  }

  /** What tfjs counts as alive: tensors, which are the variables of open sessions, and the buffers behind them. */
  memory(): { readonly tensors: number; readonly buffers: number } {
    return { tensors: engine().state.numTensors, buffers: this.backend.numDataIds() };
  }

  /** A tfjs tensor over an array, not a copy of it: a variable's storage. Its owner disposes of it. */
  tensorOver({ data, shape, dtype }: Value): Tensor {
    const own = dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
    return engine().makeTensor(data as TypedArray, [...shape], own, this.backend);
  }

  /** Calls a kernel on named inputs. A bool is tfjs's bool, an int32 its int32; everything else must be float32. */
  call(
    name: string,
    inputs: Readonly<Record<string, Value | readonly Value[]>>,
    attributes: object = {},
  ): TfjsResult[] {
    const made: DataId[] = [];
    const given = new Map<string, TensorInfo>();
    const wrap = (value: Value): TensorInfo => {
      const dtype = value.dtype === 'int32' || value.dtype === 'bool' ? value.dtype : 'float32';
      const shape = [...value.shape];
      const dataId = this.backend.write(value.data as TypedArray, shape, dtype);
      made.push(dataId);
      return { dataId, shape, dtype };
    };
    for (const [key, value] of Object.entries(inputs)) {
      if (Array.isArray(value)) (value as Value[]).forEach((one, index) => given.set(String(index), wrap(one)));
      else given.set(key, wrap(value as Value));
    }
    const results = this.kernel(name)({
      inputs: Object.fromEntries(given),
      backend: this.backend,
      attrs: attributes as NamedAttrMap,
    });
    const list = Array.isArray(results) ? results : [results];
    const outputs = list.map(({ dataId, shape, dtype }) => {
      made.push(dataId);
      const { values } = this.backend.data.get(dataId);
      // A kernel that only changes the shape passes its input’s array on: the copy keeps a variable's storage its own.
      const data = values as Elements;
      const shared = Object.values(inputs).some((value) => !Array.isArray(value) && (value as Value).data === data);
      return { data: shared ? data.slice() : data, shape, dtype };
    });
    for (const dataId of made) this.backend.disposeData(dataId, true);
    return outputs;
  }

  private kernel(name: string): KernelFunc {
    const known = this.kernels.get(name);
    if (known !== undefined) return known;
    const { kernelFunc } = getKernel(name, 'cpu');
    this.kernels.set(name, kernelFunc);
    return kernelFunc;
  }
}

/** What a kernel computed. */
export interface TfjsResult {
  readonly data: Elements;
  readonly shape: readonly number[];
  readonly dtype: string;
}

let instance: CpuKernels | null = null;

/** The kernels, made on first use. */
export function tfjs(): CpuKernels {
  instance ??= new CpuKernels();
  return instance;
}

/** Calls a kernel that has one output, and gives the result TensorFlow's dtype. */
export function tfjsCall(
  name: string,
  inputs: Readonly<Record<string, Value | readonly Value[]>>,
  dtype: Value['dtype'],
  attributes: object = {},
): Value {
  const [result] = tfjs().call(name, inputs, attributes);
  if (result === undefined) throw new Error(`the kernel ${name} returned nothing`);
  return { dtype, shape: result.shape, data: result.data };
}
