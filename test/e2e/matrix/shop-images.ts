import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Docker from 'dockerode';
import { finished } from '../../../dev/engine/progress';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { SHOP_IMAGES } from '../../../dev/images/image-names';
import { provideImages } from '../../../dev/images/provide-images';
import { removeOwn, TEST_STATE } from '../support/engine';

/** The shop's images in files, for engines that reach no registry. */
export class ShopImages {
  /** Gets the images with an engine that reaches a registry, which is started for it unless there is one. */
  public static async save(): Promise<ShopImages> {
    const images = new ShopImages(mkdtempSync(join(tmpdir(), 'berth-images-')));
    const engine = await provideEngine(TEST_STATE);
    try {
      await provideImages(engine, TEST_STATE);
      for (const [index, name] of SHOP_IMAGES.entries()) {
        if (engine.isOwn) await finished(engine.docker, await engine.docker.pull(name) as NodeJS.ReadableStream);
        await pipeline(await engine.docker.getImage(name).get(), createWriteStream(images.file(index)));
      }
    } finally {
      if (engine.isOwn) await removeOwn();
    }
    return images;
  }

  private constructor(private readonly folder: string) {}

  public async load(docker: Docker): Promise<void> {
    for (const index of SHOP_IMAGES.keys()) await finished(docker, await docker.loadImage(createReadStream(this.file(index))));
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private file(index: number): string {
    return join(this.folder, `${index}.tar`);
  }
}
