/** The names of what builds data sets and their iterators. */
export const dataNames: readonly string[] = [
  'data.Dataset',
  'data.TFRecordDataset',
  'data.TextLineDataset',
  'data.FixedLengthRecordDataset',
  'data.Iterator',
  'data.get_output_types',
  'data.get_output_shapes',
  'data.make_one_shot_iterator',
  'data.make_initializable_iterator',
  'data.experimental.shuffle_and_repeat',
];

/** Names below `tf.data`; older programs find them below `tf.contrib.data`. */
export function asDataName(path: string): string | null {
  const match =
    /^(?:contrib\.)?data\.(Dataset|Iterator|get_output_(?:types|shapes)|\w+Dataset|make_\w+_iterator|experimental\.shuffle_and_repeat|shuffle_and_repeat)$/.exec(
      path,
    );
  const [, name = null] = match ?? [];
  return name === 'shuffle_and_repeat' ? 'experimental.shuffle_and_repeat' : name;
}
