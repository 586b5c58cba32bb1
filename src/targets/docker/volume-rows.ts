import { VolumeAttributes } from './generated/volume';
import { Rows } from '../../model/attributes';
import { VolumeModel } from '../../model/volume';
import { literals, unescapedValues } from '../../private/literal';
import { readLabels, writeLabels } from '../../workload/blocks';

/** How a volume is rendered as a `docker_volume`. */
export const VOLUME_ROWS: Rows<VolumeModel, VolumeAttributes> = {
  name: { attributes: ['name'], write: (name) => ({ name }), read: ({ name }) => name as string },
  driver: { attributes: ['driver'], write: (driver) => ({ driver }), read: ({ driver }) => driver as string },
  driverOptions: {
    attributes: ['driver_opts'],
    write: (options) => ({ driver_opts: options && literals(options) }),
    read: ({ driver_opts: options }) => (options === undefined ? undefined : unescapedValues(options)),
  },
  labels: { attributes: ['labels'], write: (labels) => ({ labels: writeLabels(labels) }), read: ({ labels }) => readLabels(labels) },
  retainAs: { attributes: ['retain_as'], write: (owner) => ({ retain_as: owner }), read: ({ retain_as: owner }) => owner as string },
  // The address of the resource, and not an attribute.
  formerly: { attributes: [], write: () => ({}), read: () => undefined },
  // The meta-argument `lifecycle`.
  preventDestroy: { attributes: [], write: () => ({}), read: () => false },
};
