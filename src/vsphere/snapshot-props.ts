import { VSphereTemplate } from './template';
import { VCenter } from './vcenter';

/**
 * The properties of a snapshot.
 */
export interface VSphereSnapshotProps {
  /**
   * The vCenter.
   */
  readonly vcenter: VCenter;

  /**
   * The template or machine of which the snapshot is. `asTemplate()` of a machine returns it.
   */
  readonly of: VSphereTemplate;

  /**
   * The name of the snapshot.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * A description.
   *
   * @default "Made by Berth."
   */
  readonly description?: string;

  /**
   * Whether the memory of a running machine is in it.
   *
   * @default false
   */
  readonly memory?: boolean;

  /**
   * Whether the VMware Tools bring the file systems of a running machine to rest first.
   *
   * @default false
   */
  readonly quiesce?: boolean;

  /**
   * Whether all snapshots below it are removed with it.
   *
   * @default false
   */
  readonly removeChildren?: boolean;

  /**
   * Whether its disks are merged when it is removed.
   *
   * @default true
   */
  readonly consolidate?: boolean;
}
