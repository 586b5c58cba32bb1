import { ContainerFile } from './file';
import { Mount } from './mount';
import { OnFileChange } from './on-file-change';
import { SecretFile } from './secret-file';
import { Size } from '../../../units/size';

/**
 * Storage options of a container.
 */
export interface ContainerStorageOptions {
  /**
   * The mounts of the container: volumes, paths of the host, and file systems in memory.
   *
   * @default - none, apart from anonymous volumes that the image declares
   */
  readonly mounts?: Mount[];

  /**
   * Files that are copied into the container before it starts.
   *
   * @default - none
   */
  readonly files?: ContainerFile[];

  /**
   * Secrets that the container gets as files before it starts. Terraform stores them in neither its plans nor its state, which needs
   * Terraform 1.11 or newer and `Backend.BERTH`. Otherwise use `files` with the value of a sensitive variable, which is then in the state.
   *
   * @default - none
   */
  readonly secrets?: SecretFile[];

  /**
   * What Terraform does when one of the `files` is changed or added.
   *
   * @default OnFileChange.REPLACE
   */
  readonly onFileChange?: OnFileChange;

  /**
   * Whether the container's root file system is read-only (CIS Docker Benchmark 5.13). Writable paths then need a mount. `/tmp` gets a
   * tmpfs of 64 MiB, unless there is a mount at `/tmp`. `files` outside of writable mounts then
   * come with a read-only volume at their folder, which has the image's files, too.
   *
   * @default - false; true if the policies require it, as IsolationPolicy.RESTRICTED does
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * The size of `/dev/shm`, in whole mebibytes.
   *
   * @default - the engine's, usually 64 MiB
   */
  readonly sharedMemory?: Size;
}
