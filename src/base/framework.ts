/** A library whose findings can be switched off together. `pytorch`: with Transformers, Diffusers and Accelerate. `optax`: with Flax and Equinox. */
export type Framework = 'tensorflow1' | 'keras' | 'pytorch' | 'lightning' | 'optax' | 'paddle' | 'timm';
