// What `tf.image` does to pictures, as far as that decides their shape.
import type { DType } from '../../base/graph-call';
import { type LibrarySymbol, operation } from '../symbol';

const turned = (names: string, signature: string): LibrarySymbol[] =>
  names.split(' ').map((name) => operation(`image.${name}`, signature, [], { shape: 'first' }));

const resized = (names: string, signature: string): LibrarySymbol[] =>
  names.split(' ').map((name) => operation(`image.${name}`, signature, [], { shape: 'resized' }));

export const image: readonly LibrarySymbol[] = [
  ...turned('random_flip_left_right random_flip_up_down flip_left_right flip_up_down', 'image, seed=None'),
  ...turned('random_brightness random_hue', 'image, max_delta, seed=None'),
  ...turned('random_contrast random_saturation', 'image, lower, upper, seed=None'),
  ...turned('adjust_brightness adjust_hue', 'image, delta'),
  ...turned('adjust_contrast', 'images, contrast_factor'),
  ...turned('adjust_saturation', 'image, saturation_factor, name=None'),
  operation('image.per_image_standardization', 'image', ['image.per_image_whitening'], { shape: 'first' }),
  operation('image.convert_image_dtype', 'image, dtype, saturate=False, name=None', [], { shape: 'first' }),
  ...resized('resize_images resize', 'images, size, **'),
  ...resized(
    'resize_bilinear resize_nearest_neighbor resize_bicubic resize_area',
    'images, size, align_corners=False, name=None, **',
  ),
  ...resized('resize_image_with_crop_or_pad resize_with_crop_or_pad', 'image, target_height, target_width'),
  operation('random_crop', 'value, size, seed=None, name=None', ['image.random_crop'], { shape: 'given' }),
];

/** The dtype that some operations give whatever they are given. */
export const fixedTypes: ReadonlyMap<string, DType> = new Map<string, DType>([
  ['image.resize_images', 'float32'],
  ['image.per_image_standardization', 'float32'],
  ['one_hot', 'float32'],
]);
