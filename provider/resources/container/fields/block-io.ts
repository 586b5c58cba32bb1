import { Facts, Inspect, madeBlock, Place } from './fact';
import { integer, matching } from '../../shared/validators';

type Field = 'BlkioWeightDevice' | 'BlkioDeviceReadBps' | 'BlkioDeviceWriteBps' | 'BlkioDeviceReadIOps' | 'BlkioDeviceWriteIOps';
type Amount = 'rate' | 'weight';

const path = {
  type: 'string',
  required: true,
  validators: [matching('an absolute path', /^\//)],
  description: 'The path of the device on the host, such as "/dev/sda".',
} as const;

/** Reads and writes a limit or weight per device. */
function perDevice(field: Field, amount: Amount): Place<never> {
  const word = amount === 'rate' ? 'Rate' : 'Weight';
  return {
    put: ({ HostConfig: hostConfig }, devices: ({ path: string } & Record<Amount, number>)[]) => {
      hostConfig[field] = devices.map((device) => ({ Path: device.path, [word]: device[amount] }));
    },
    read: (inspect: Inspect) => {
      const devices = (inspect.HostConfig[field] ?? []) as Record<string, unknown>[];
      return devices.map((device) => ({ path: device.Path, [amount]: device[word] })) as never;
    },
  };
}

function throttle(field: Field, direction: string, unit: string) {
  return madeBlock({
    nesting: 'set',
    description: `The maximum rate, in ${unit} per second, at which the container may ${direction} a device. `
      + `Engine API: \`HostConfig.${field}\`.`,
    attributes: {
      path,
      rate: {
        type: 'number',
        required: true,
        validators: [integer(1, undefined, `${unit} per second`)],
        description: `The maximum rate in ${unit} per second.`,
      },
    },
  }, { place: perDevice(field, 'rate') });
}

/** Limits for single block devices of the host. A change replaces the container, since the engine's update call ignores them. */
export const blockIoFacts = {
  blkio_weight_device: madeBlock({
    nesting: 'set',
    description: 'The container\'s weight for one device, instead of `blkio_weight`. Engine API: `HostConfig.BlkioWeightDevice`.',
    attributes: {
      path,
      weight: {
        type: 'number',
        required: true,
        validators: [integer(10, 1000)],
        description: 'The weight relative to other containers that use the device.',
      },
    },
  }, { place: perDevice('BlkioWeightDevice', 'weight') }),
  device_read_bps: throttle('BlkioDeviceReadBps', 'read from', 'bytes'),
  device_write_bps: throttle('BlkioDeviceWriteBps', 'write to', 'bytes'),
  device_read_iops: throttle('BlkioDeviceReadIOps', 'read from', 'operations'),
  device_write_iops: throttle('BlkioDeviceWriteIOps', 'write to', 'operations'),
} satisfies Facts;
