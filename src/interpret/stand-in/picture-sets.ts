import { message, type Message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { MersenneTwister } from '../numpy/mersenne-twister';
import type { StandIns } from '../record/stand-ins';
import { drawDigits } from './digits';

/** Some pictures with their classes, of which a whole data set is made. */
export interface PictureSample {
  /** 0 to 255; a picture a row, of the shape that the set's loader gives it. */
  readonly pictures: GraphArray;
  readonly classes: Float64Array;
}

/** What is known of a set of pictures: its form, and how many there are. */
export interface PictureSet {
  readonly name: string;
  readonly shape: readonly number[];
  readonly classes: number;
  readonly train: number;
  readonly test: number;
  /** Different pictures that are made: batches of the usual sizes come again after a few. */
  readonly made: number;
  readonly standIn: Message;
}

/** The sets that loaders download, with the numbers of their documentation. */
export const pictureSets: ReadonlyMap<string, PictureSet> = new Map<string, PictureSet>(
  [
    picturesOf('mnist', 'MNIST', [28, 28], 1600, message('drawn digits')),
    picturesOf('fashion_mnist', 'Fashion-MNIST', [28, 28], 1600, message('a pattern for each class')),
    { ...picturesOf('cifar10', 'CIFAR-10', [32, 32, 3], 400, message('a pattern for each class')), train: 50_000 },
    {
      ...picturesOf('cifar100', 'CIFAR-100', [32, 32, 3], 400, message('a pattern for each class')),
      train: 50_000,
      classes: 100,
    },
  ].map((set) => [set.key, set]),
);

function picturesOf(
  key: string,
  name: string,
  shape: readonly number[],
  made: number,
  standIn: Message,
): PictureSet & { readonly key: string } {
  return { key, name, shape, classes: 10, train: 60_000, test: 10_000, made, standIn };
}

/** The pictures that stand in for a set: digits are drawn, any other class is a pattern of waves of its own. */
export function samplePictures(set: PictureSet, standIns: StandIns): PictureSample {
  return standIns.once(`pictures of ${set.name}`, () => {
    const generator = new MersenneTwister(28);
    if (set.name !== 'MNIST') return patterns(set, generator);
    const { pictures, digits } = drawDigits(set.made, generator);
    return { pictures: { ...pictures, shape: [set.made, ...set.shape] }, classes: digits };
  });
}

function patterns({ shape, classes: count, made }: PictureSet, generator: MersenneTwister): PictureSample {
  const [height = 1, width = 1, channels = 1] = shape;
  const size = height * width * channels;
  const data = new Float64Array(made * size);
  const classes = new Float64Array(made);
  for (let row = 0; row < made; row++) {
    const kind = Math.floor(generator.nextDouble() * count);
    classes[row] = kind;
    const angle = (Math.PI * kind) / count;
    const waves = 1 + (kind % 4);
    const [across, along] = [Math.cos(angle) * waves, Math.sin(angle) * waves];
    const phase = generator.nextDouble() * 1.5;
    for (let at = 0; at < size; at++) {
      const [channel, x, y] = [at % channels, Math.floor(at / channels) % width, Math.floor(at / channels / width)];
      const wave = Math.sin(
        (2 * Math.PI * (across * x)) / width + (2 * Math.PI * (along * y)) / height + phase + (channel * kind) / 3,
      );
      data[row * size + at] = Math.min(
        255,
        Math.max(0, Math.round(128 + 80 * wave + 60 * (generator.nextDouble() - 0.5))),
      );
    }
  }
  return { pictures: { dtype: 'int32', shape: [made, ...shape], data }, classes };
}
