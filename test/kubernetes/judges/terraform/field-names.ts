import { ApiFields } from '../openapi/declarations';

/*
 * The field of the API that an attribute or block of the provider sets. The provider writes names in snake case, and names the blocks of
 * most lists in the singular.
 */

/** What the provider names neither by the field nor by its singular. The key ends with the path of the attribute. */
const OTHERWISE: { readonly [path: string]: string } = {
  'daemon_set_v1.spec.strategy': 'updateStrategy',
  'volume.azure_disk.data_disk_uri': 'diskURI',
  'volume.glusterfs.endpoints_name': 'endpoints',
  'volume.rbd.ceph_monitors': 'monitors',
  'volume.rbd.rados_user': 'user',
  'volume.rbd.rbd_image': 'image',
  'volume.rbd.rbd_pool': 'pool',
  'storage_class_v1.storage_provisioner': 'provisioner',
  'secret_v1.binary_data': 'data',
  'secret_v1.binary_data_wo': 'data',
  'secret_v1.data_wo': 'data',
};

/** What the provider itself uses, or what the API no longer has. */
const NOT_OF_THE_API = [
  'id', 'timeouts',
  'wait_for_rollout', 'wait_for_completion', 'wait_for_load_balancer', 'wait_for_default_service_account', 'wait_until_bound',
  'wait_for_service_account_token',
  'secret_v1.binary_data_wo_revision', 'secret_v1.data_wo_revision', 'service_account_v1.default_secret_name',
  'horizontal_pod_autoscaler_v2.spec.target_cpu_utilization_percentage',
  'volume.local', 'volume.flex_volume.secret_ref.namespace', 'volume.ceph_fs.secret_ref.namespace', 'volume.rbd.secret_ref.namespace',
  'volume.azure_file.secret_namespace',
];

/** Returns whether the attribute with a path, such as `deployment_v1.wait_for_rollout`, sets no field of the API. */
export function isOnlyOfProvider(path: string): boolean {
  return NOT_OF_THE_API.some((each) => endsWith(path, each));
}

/** Returns the field that an attribute or block sets, or undefined if there is none. The path ends with the name of the attribute. */
export function fieldName(fields: ApiFields, path: string): string | undefined {
  const exception = Object.entries(OTHERWISE).find(([each]) => endsWith(path, each));
  if (exception !== undefined) return exception[1];
  const name = plain(path.slice(path.lastIndexOf('.') + 1));
  const candidates = [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')];
  const byPlainName = new Map([...fields.keys()].map((field) => [plain(field), field]));
  return candidates.map((each) => byPlainName.get(each)).find((field) => field !== undefined);
}

/** Abbreviations have capitals in the API (`hostIPC`), but not in the provider (`host_ipc`). */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`.${end}`);
}
