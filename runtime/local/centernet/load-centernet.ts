import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { env, type io, setBackend, Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { inputSize } from './detection.ts';

const WeightsSchema = v.object({
  weights: v.array(
    v.variant('dtype', [
      v.object({
        name: v.string(),
        shape: v.array(v.number()),
        dtype: v.literal('float32'),
        quantization: v.object({
          dtype: v.literal('float16'),
          original_dtype: v.literal('float32'),
        }),
      }),
      v.object({ name: v.string(), shape: v.array(v.number()), dtype: v.literal('int32') }),
    ]),
  ),
});

const ModelSchema = v.object({
  modelTopology: v.record(v.string(), v.unknown()),
  signature: v.record(v.string(), v.unknown()),
  weightsManifest: v.tuple([WeightsSchema]),
});

/** Loads the model into this thread; the result turns a picture's pixels into rows of detections. */
export async function loadCenternet(): Promise<(pixels: Float32Array) => Float32Array> {
  const { resolve } = createRequire(import.meta.url);
  setWasmPaths(`${dirname(resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  // A thread is one core: the pool starts as many as it may use.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await setBackend('wasm');
  const model = await loadGraphModel({ load: () => readModel(resolve('@vladmandic/human')) });
  return (pixels) =>
    tidy(() => {
      const rows = model.execute(
        tensor(pixels, [1, inputSize, inputSize, 3]),
        'tower_0/detections',
      );
      if (!(rows instanceof Tensor)) throw new Error('run centernet: one output was expected');
      return Float32Array.from(rows.dataSync());
    });
}

async function readModel(packageMain: string): Promise<io.ModelArtifacts> {
  const models = join(dirname(packageMain), '..', 'models');
  const json = await readFile(join(models, 'centernet.json'), 'utf8');
  const { modelTopology, signature, weightsManifest } = v.parse(ModelSchema, JSON.parse(json));
  const weights = await readFile(join(models, 'centernet.bin'));
  return {
    modelTopology,
    signature,
    weightSpecs: weightsManifest[0].weights,
    weightData: new Uint8Array(weights).buffer,
  };
}
