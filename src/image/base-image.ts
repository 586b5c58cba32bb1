import { HostImage } from './host-image';
import { ArchiveImageOptions, RegistryImageOptions, RootFilesystemImageOptions } from './image-options';
import { ImageScope } from './image-scope';
import { SourceFile } from './source-file';
import { checkImageReference } from '../shared/image-reference';

/**
 * What containers are made from. It is a value: any number of containers on any number of hosts may share one, and each host gets it once.
 */
export class BaseImage {
  /**
   * An image of a registry.
   *
   * @param reference its name, with a tag or, better, a digest: `nginx:1.27`, `ghcr.io/org/app@sha256:...`
   * @param options how it comes
   */
  public static fromRegistry(reference: string, options: RegistryImageOptions = {}): BaseImage {
    checkImageReference(reference);
    return new BaseImage(['registry', reference, options], (scope) => HostImage._pull(scope, reference, options));
  }

  /**
   * A root file system, as a folder or a tar archive (plain, or compressed by gzip): no registry is needed.
   *
   * It is copied beside `cdk.tf.json`. A tar archive is taken as it is. A folder is packed: files that belong to whoever synthesizes become
   * root's unless root synthesizes, and times are set to 1970, so that the same content always makes the same image.
   *
   * @param path the folder or archive; a relative path counts from the folder in which the app runs
   * @param options what the image says of itself
   */
  public static fromRootFilesystem(path: string, options: RootFilesystemImageOptions = {}): BaseImage {
    const source = new SourceFile('The root file system', path);
    return new BaseImage(['rootFilesystem', source.path, options], (scope) => HostImage._importRootFilesystem(scope, source, options));
  }

  /**
   * An archive with a whole image, as `docker save` writes it or in the OCI image layout (plain, or compressed by gzip): no registry is needed.
   * It is copied beside `cdk.tf.json`. Only `Backend.BERTH` has it.
   *
   * @param path the archive, or the folder of an OCI image layout; a relative path counts from the folder in which the app runs
   * @param options how it comes
   */
  public static fromArchive(path: string, options: ArchiveImageOptions = {}): BaseImage {
    const source = new SourceFile('The archive', path);
    return new BaseImage(['archive', source.path, options], (scope) => HostImage._importArchive(scope, source, options));
  }

  /**
   * Equal for images that are the same, so that a host has each once however often it is written down.
   *
   * @internal
   */
  public readonly _key: string;

  private constructor(identity: unknown[], private readonly bindTo: (scope: ImageScope) => HostImage) {
    this._key = JSON.stringify(identity);
  }

  /**
   * Makes the image's construct on a host.
   *
   * @internal
   */
  public _bind(scope: ImageScope): HostImage {
    return this.bindTo(scope);
  }
}
