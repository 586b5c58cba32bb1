import Dockerode from 'dockerode';
import { Facts, host, Inspect, made, madeBlock } from './fact';
import { blockOf, same, setOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { each, integer, matching } from '../../shared/validators';

interface Device { host_path: string; container_path: string | null; permissions: string | null }
interface EngineDevice { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }
interface Request {
  driver: string | null;
  count: number | null;
  device_ids: string[] | null;
  capabilities: string[] | null;
  options: Record<string, string> | null;
}

/** The letters of `rwm` may be in any order. */
const permissions = text((letters) => [...new Set(letters)].sort().join(''));

/** A device cgroup rule: kind, numbers and permissions. */
const RULE = /^([abc]) ((?:\d+|\*):(?:\d+|\*)) ([rwm]{1,3})$/;

function canonicalRule(rule: string): string | undefined {
  const [, kind, numbers, letters = ''] = RULE.exec(rule) ?? [];
  return kind && `${kind} ${numbers} ${[...new Set(letters)].sort().join('')}`;
}

const requestForm = blockOf({}, { driver: '', count: 0, device_ids: [], capabilities: [], options: {} });

/** The host's devices in the container. A change replaces the container. */
export const deviceFacts = {
  devices: madeBlock({
    nesting: 'set',
    description: 'A device of the host to add to the container. Engine API: `HostConfig.Devices`.',
    attributes: {
      host_path: { type: 'string', required: true, description: 'The path of the device on the host.' },
      container_path: {
        type: 'string',
        optional: true,
        description: 'The path of the device in the container. The default is `host_path`.',
      },
      permissions: {
        type: 'string',
        optional: true,
        validators: [matching('any of the letters r, w and m', /^[rwm]{0,3}$/)],
        description: 'The permissions of the container: read (`r`), write (`w`), create the device node (`m`). The default is `rwm`.',
      },
    },
    canonical: (value) => {
      const device = value as unknown as Device;
      return {
        host_path: device.host_path,
        container_path: canonicalPath(device.container_path || device.host_path),
        permissions: permissions(device.permissions || 'rwm'),
      };
    },
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, devices: Device[]) => {
        hostConfig.Devices = devices.map((device) => ({
          PathOnHost: device.host_path,
          PathInContainer: device.container_path || device.host_path,
          CgroupPermissions: device.permissions || 'rwm',
        }));
      },
      read: ({ HostConfig: { Devices: devices } }) => ((devices ?? []) as EngineDevice[]).map((device) => ({
        host_path: device.PathOnHost, container_path: device.PathInContainer, permissions: device.CgroupPermissions,
      })),
    },
  }),
  gpus: made('string', {
    unset: '',
    validators: [matching(
      '"all", a number of GPUs, or "device=" followed by ids or numbers, separated by commas', /^(all|\d+|device=[^,]+(,[^,]+)*)$/,
    )],
    description: 'GPUs to add to the container: `all`, a number, or `device=<id>,<id>`. "" is none. '
      + 'Needs the NVIDIA container runtime on the host. Can\'t be set together with `device_requests`.',
    at: {
      field: 'HostConfig.DeviceRequests',
      put: ({ HostConfig: hostConfig }, value) => { hostConfig.DeviceRequests = [gpuRequest(value)]; },
      read: (inspect) => {
        const request = requestsOf(inspect).find(isForGpus);
        return request === undefined ? null : gpusOf(request);
      },
    },
    report: (actual, known, _, inspect) => {
      if (known === undefined) return isOnlyForGpus(inspect) ? actual ?? '' : '';
      return known ? actual ?? '' : known;
    },
  }),
  device_requests: madeBlock({
    nesting: 'set',
    description: 'Devices to request from a driver of the engine, instead of `gpus`, for example those of the Container Device '
      + 'Interface (`driver = "cdi"`). Engine API: `HostConfig.DeviceRequests`.',
    attributes: {
      driver: {
        type: 'string',
        optional: true,
        description: 'The driver, such as `cdi` or `nvidia`. The default is any driver that has the `capabilities`.',
      },
      count: {
        type: 'number',
        optional: true,
        validators: [integer(-1)],
        description: 'The number of devices; -1 is all. By default, `device_ids` lists them.',
      },
      device_ids: {
        type: ['list', 'string'],
        optional: true,
        description: 'The ids of the devices, for example `["vendor.com/class=name"]` for `cdi`.',
      },
      capabilities: {
        type: ['list', 'string'],
        optional: true,
        validators: [each(matching('the name of one capability, such as "gpu"', /^[^,\s]+$/))],
        description: 'Capabilities that the driver needs to have, all of them: `["gpu", "compute"]`.',
      },
      options: { type: ['map', 'string'], optional: true, description: 'Options of the driver.' },
    },
    canonical: requestForm,
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, requests: Request[]) => {
        hostConfig.DeviceRequests = [...hostConfig.DeviceRequests ?? [], ...requests.map((request) => ({
          Driver: request.driver ?? '',
          Count: request.count ?? 0,
          DeviceIDs: request.device_ids ?? [],
          Capabilities: request.capabilities?.length ? [request.capabilities] : [],
          Options: request.options ?? {},
        }))];
      },
      read: (inspect): Request[] => requestsOf(inspect).map((request) => ({
        driver: request.Driver ?? '',
        count: request.Count ?? 0,
        device_ids: request.DeviceIDs ?? [],
        capabilities: capabilitiesOf(request.Capabilities ?? []),
        options: request.Options ?? {},
      })),
    },
    // An import reports a request as `gpus` where that says the same. Otherwise, the configuration decides which of the two it uses.
    report: (actual: Request[], known: Request[] | null | undefined, { gpus }, inspect) => {
      if (known === undefined) return isOnlyForGpus(inspect) ? [] : actual;
      const others = gpus ? actual.filter((_, index) => index !== requestsOf(inspect).findIndex(isForGpus)) : actual;
      return known?.filter((one) => others.some((other) => same(one, other, requestForm))) ?? [];
    },
  }),
  device_cgroup_rules: made(['set', 'string'], {
    canonical: setOf(canonicalRule),
    validators: [each(matching('a kind (a, b or c), numbers and permissions, such as "c 13:* rwm"', RULE))],
    description: 'Permissions for devices by their numbers, including devices that are added later: "c 13:* rwm".',
    at: host('DeviceCgroupRules'),
  }),
} satisfies Facts;

function requestsOf({ HostConfig: { DeviceRequests: requests } }: Inspect): readonly Dockerode.DeviceRequest[] {
  return requests ?? [];
}

/** Whether `gpus` can express all that a container requests. */
function isOnlyForGpus(inspect: Inspect): boolean {
  const requests = requestsOf(inspect);
  return requests.length === 1 && requests.every(isForGpus);
}

/**
 * Returns the capabilities of a request. The engine allows alternatives: a list of lists, which no configuration can express here. Each
 * of several lists becomes one text, which no configuration can have, so a plan shows them and replaces the container.
 */
function capabilitiesOf(alternatives: readonly (readonly string[])[]): string[] {
  return alternatives.length > 1 ? alternatives.map((one) => one.join(',')) : [...alternatives[0] ?? []];
}

/** Returns a state with the capabilities of today, if an earlier version stored a list of alternatives. */
export function withOneListOfCapabilities(state: Record<string, unknown>): Record<string, unknown> {
  const requests = Array.isArray(state.device_requests) ? state.device_requests as Record<string, unknown>[] : [];
  const isEarlier = ({ capabilities }: Record<string, unknown>) => Array.isArray(capabilities) && capabilities.some(Array.isArray);
  if (!requests.some(isEarlier)) return state;
  const convert = (one: Record<string, unknown>) => (
    isEarlier(one) ? { ...one, capabilities: capabilitiesOf((one.capabilities as (string[] | null)[]).map((list) => list ?? [])) } : one
  );
  return { ...state, device_requests: requests.map(convert) };
}

/** Whether `gpus` can express a request. */
function isForGpus({ Driver: driver, Capabilities: capabilities, Options: options }: Dockerode.DeviceRequest): boolean {
  return !driver && JSON.stringify(capabilities) === '[["gpu"]]' && Object.keys(options ?? {}).length === 0;
}

function gpuRequest(value: string) {
  const request = { Driver: '', Capabilities: [['gpu']], Options: {} };
  const device = 'device=';
  if (value.startsWith(device)) return { ...request, Count: 0, DeviceIDs: value.slice(device.length).split(',') };
  return { ...request, Count: value === 'all' ? -1 : Number(value) };
}

function gpusOf({ Count: count, DeviceIDs: ids }: { Count?: number | undefined; DeviceIDs?: string[] | null | undefined }): string {
  if (ids?.length) return `device=${ids.join(',')}`;
  return count === -1 ? 'all' : String(count ?? 0);
}
