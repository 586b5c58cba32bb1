import { randomBytes } from 'node:crypto';
import { removeProgramImage, whileImageExists } from './leftovers';
import { PROGRAMS } from './program';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { importRootFilesystem } from '../engine/image/images';
import { createPack, writeEntry } from '../engine/image/source/pack';

/** Executables by the name of the architecture. */
export type Program = typeof PROGRAMS;

/**
 * Imports an image with only the probe in it, passes it to `use`, and always removes it afterwards.
 *
 * @param others  more programs for the image, by name
 */
export async function withProbeImage<T>(
  engine: Engine, use: (image: string) => Promise<T>, others: { readonly [name: string]: Program } = {},
): Promise<T> {
  return withProgramImage(engine, { probe: PROGRAMS, ...others }, (platform) => new DiagnosticError({
    summary: `There is no probe for ${platform}`,
    detail: `Berth can ask the kernel of linux/${Object.keys(PROGRAMS).join(' and linux/')}. Without a probe, \`docker_isolation\` needs `
      + '`probe = false`, and a container can mount no path of the host if its isolation policy allows only shared folders.',
  }), use);
}

/**
 * Imports an image with only some programs in it, passes it to `use`, and always removes it afterwards.
 *
 * @param programs  the programs by name; the first is the entry point
 * @param missing   the error if the engine's platform has no such program
 */
export async function withProgramImage<T>(
  engine: Engine,
  programs: { readonly [name: string]: Program },
  missing: (platform: string) => DiagnosticError,
  use: (image: string) => Promise<T>,
): Promise<T> {
  const { arch, os } = await engine.version();
  if (os !== 'linux' || Object.values(programs).some((executables) => executables[arch] === undefined)) throw missing(`${os}/${arch}`);
  // A unique name, so that concurrent attestations don't remove each other's image.
  const name = { repository: 'berth-probe', tag: randomBytes(8).toString('hex') };
  const root = createPack(async (pack) => {
    for (const [program, executables] of Object.entries(programs)) {
      await writeEntry(pack, { name: program, mode: 0o555, mtime: new Date(0) }, executables[arch]!);
    }
  });
  const image = `${name.repository}:${name.tag}`;
  return whileImageExists(engine, image, async () => {
    try {
      // Not abortable, since the engine would continue the import.
      const { Id: id } = await importRootFilesystem(engine, root, { ...name, changes: [`ENTRYPOINT ["/${Object.keys(programs)[0]}"]`] });
      return await use(id);
    } finally {
      await removeProgramImage(engine, image);
    }
  });
}
