import * as fs from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { Cache } from './cache';
import { notASpec } from './errors';
import { makeImage } from './make/make-image';
import { summaryOf } from './summary';
import { MinimalImageSpec } from '../../src/shared/minimal-image';
import { Io } from '../command/io';
import { reporting } from '../command/report';

interface Options {
  readonly output?: string;
  readonly json?: boolean;
}

/** `berth image make`: makes an image of exactly what is listed. */
export function makeCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('make')
    .summary('make an image of exactly what is listed')
    .description('Makes an image of exactly what a description lists, without an engine and without root. The same description gives the '
      + 'same image, byte by byte. The library calls it for `BaseImage.minimal()`.')
    .argument('[file]', 'description of the image in JSON; "-" or nothing is stdin', '-')
    .option('-o, --output <folder>', 'folder for the archive and its bills of materials (default: the cache only)')
    .option('--json', 'report as JSON')
    .action((file: string, options: Options) => reporting(io, options, exit, async () => {
      const report = await makeImage(await specIn(io, file), Cache.of(io.environment), io.signal);
      if (options.output !== undefined) {
        fs.mkdirSync(options.output, { recursive: true });
        fs.copyFileSync(report.archive, join(options.output, 'image.tar'));
        fs.writeFileSync(join(options.output, 'sbom.spdx.json'), report.spdx);
        fs.writeFileSync(join(options.output, 'sbom.cdx.json'), report.cycloneDx);
      }
      return { text: report.platforms.map(summaryOf).join('\n\n'), data: { ...report } };
    }));
}

async function specIn({ stdin }: Io, file: string): Promise<MinimalImageSpec> {
  const content = file === '-' ? await text(stdin) : fs.readFileSync(file, 'utf8');
  try {
    return JSON.parse(content) as MinimalImageSpec;
  } catch (error) {
    throw notASpec((error as Error).message);
  }
}
