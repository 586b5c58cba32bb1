import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import * as tar from 'tar-stream';
import { PROGRAMS } from './program';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { importRootFilesystem, removeImage } from '../../engine/images';

/** Imports an image that contains only the probe, passes it to a function, and removes it afterwards, also after a failure. */
export async function withProbeImage<T>(engine: Engine, use: (image: string) => Promise<T>): Promise<T> {
  const { arch, os } = await engine.version();
  const program = os === 'linux' ? PROGRAMS[arch] : undefined;
  if (program === undefined) {
    throw new DiagnosticError({
      summary: `There is no probe for ${os}/${arch}`,
      detail: `The isolation in force can be inspected on engines of linux/${Object.keys(PROGRAMS).join(' and linux/')}. `
        + 'Set `probe = false` to attest only what is configured.',
      path: ['probe'],
    });
  }
  // A unique name, so that parallel attestations do not remove each other's image.
  const name = { repository: 'berth-probe', tag: randomBytes(8).toString('hex') };
  try {
    // This is not cancelled half way, since the engine would finish the import.
    const root = rootOf(program) as unknown as Readable;
    const { Id: id } = await importRootFilesystem(engine, root, { ...name, changes: ['ENTRYPOINT ["/probe"]'] });
    return await use(id);
  } finally {
    await removeImage(engine, `${name.repository}:${name.tag}`, { force: false });
  }
}

function rootOf(program: Buffer): tar.Pack {
  // Loaded here, since few runs of the provider attest anything.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack } = require('tar-stream') as typeof tar;
  const root = pack();
  root.entry({ name: 'probe', mode: 0o555, mtime: new Date(0) }, program);
  root.finalize();
  return root;
}
