import { isolationRows } from './container-rows/isolation';
import { isolationExemptionsRow, isolationPolicyRow } from './container-rows/isolation-policy';
import { limitsRows } from './container-rows/limits';
import { networkRows } from './container-rows/network';
import { processRows } from './container-rows/process';
import { Names, Rows } from './container-rows/row';
import { settingsRows } from './container-rows/settings';
import { storageRows } from './container-rows/storage';

/** Every attribute and block of `docker_container` that a configuration can set, by concern. */
export function rows(names: Names): Rows {
  return {
    ...processRows(names),
    ...limitsRows,
    ...isolationRows(names),
    ...storageRows(names),
    ...networkRows(names),
    ...settingsRows,
    isolation_policy: isolationPolicyRow,
    isolation_exemptions: isolationExemptionsRow,
  };
}

/** Read-only attributes, and those that this engine or its kernel does not support. Separate tests cover them. */
export const ELSEWHERE: readonly string[] = [
  'id', 'bridge', 'network_data', 'exit_code', 'container_logs',
  'platform', 'storage_opts', 'blkio_weight', 'blkio_weight_device', 'annotations', 'console_size', 'virtual_host',
];
