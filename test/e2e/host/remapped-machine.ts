import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NestedImages, nestedImages } from './nested-images';
import { NamespacedEngine } from '../support/namespaced-engine';

/** An engine that remaps users, with the images of nested hosts, and a folder that it shares with them. */
export interface RemappedMachine extends NestedImages {
  /** The engine. Known when the tests begin. */
  readonly outer: () => NamespacedEngine;
  readonly shared: string;
}

/** Starts an engine that remaps users before the tests of a file, and removes it after them. */
export function remappedMachine(name: string): RemappedMachine {
  let outer: NamespacedEngine;
  beforeAll(async () => {
    outer = await NamespacedEngine.start(name, ['--storage-driver', 'overlay2', '--userns-remap', 'default']);
  });
  const images = nestedImages(name, () => outer.address);
  const shared = join(images.folder, 'shared');
  beforeAll(() => {
    // Root of the containers is an ordinary user of the machine, who needs a folder for the socket.
    chmodSync(images.folder, 0o711);
    mkdirSync(shared);
    chmodSync(shared, 0o777);
  });
  afterAll(() => outer.remove());
  return { ...images, outer: () => outer, shared };
}
