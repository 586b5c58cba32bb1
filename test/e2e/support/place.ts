import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_STATE } from './engine';
import { NamespacedEngine } from './namespaced-engine';
import { findGvisor } from '../../../dev/engine/gvisor';

/** Where suites run one after the other. */
export interface Place {
  /** The program that runs Node there. */
  readonly node: string;
  readonly remove: () => Promise<void>;
}

/** The machine itself, with the engine that is set up before all tests, or that the environment leads to. */
export const MACHINE: Place = { node: process.execPath, remove: async () => undefined };

/**
 * Starts an engine in a network namespace, where suites run with it. Its socket is not among the temporary files, since tests give those
 * to containers. Nothing beyond the machine can be reached there, so Node does not read further certificate authorities, which would take
 * a fifth of the time of every Terraform command.
 */
export async function namespaced(name: string): Promise<Place> {
  const gvisor = await findGvisor();
  const settings = { runtimes: gvisor === undefined ? {} : { runsc: gvisor } };
  const engine = await NamespacedEngine.start(name, [], undefined, settings, TEST_STATE.folder);
  const node = join(engine.folder, 'node');
  const environment = ['-u', 'NODE_EXTRA_CA_CERTS', `DOCKER_HOST=${engine.address}`];
  const command = ['env', ...environment, 'nsenter', ...engine.host.nsenter(process.execPath)].join(' ');
  writeFileSync(node, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  return { node, remove: () => engine.remove() };
}
