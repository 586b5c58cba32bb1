import { all, amount, anything, Check, fields, flag, list, map, matching, text } from './conforms';
import { config } from './container';

const id = matching('an id', /./);
const options = map(text);

/** `GET /images/<name>/json`, as far as anything of it is read. */
export const imageShape: Check = fields({ Id: id }, { ...all(list(text), 'RepoTags', 'RepoDigests'), ...all(text, 'Os', 'Architecture', 'Variant'), Config: config });

/** `GET /networks/<id>` likewise. */
export const networkShape: Check = fields({ Id: id, ...all(text, 'Name', 'Driver') }, {
  Scope: text,
  ...all(flag, 'Internal', 'Attachable', 'Ingress', 'EnableIPv6'),
  Options: options,
  Labels: options,
  Containers: map(fields({}, { Name: text })),
  IPAM: fields({}, {
    Driver: text,
    Options: options,
    Config: list(fields({}, { ...all(text, 'Subnet', 'IPRange', 'Gateway'), AuxiliaryAddresses: options })),
  }),
});

/** `GET /volumes/<name>` likewise. */
export const volumeShape: Check = fields({ Name: id, Driver: text }, { Mountpoint: text, Options: options, Labels: options });

/** `GET /system/df` likewise. */
export const diskUsageShape: Check = fields({}, { Volumes: list(fields({ Name: id }, { UsageData: fields({ Size: amount, RefCount: amount }) })) });

/** `GET /info` likewise. */
export const infoShape: Check = fields({}, {
  SwapLimit: flag,
  ...all(text, 'DefaultRuntime', 'KernelVersion', 'CgroupVersion', 'CgroupDriver', 'DockerRootDir'),
  SecurityOptions: list(text),
  Runtimes: map(anything),
  DefaultAddressPools: list(fields({ Base: text, Size: amount })),
});

/** What is answered to a creation. */
export const createdShape: Check = fields({ Id: id }, { Warnings: list(text) });
export const createdVolumeShape: Check = fields({ Name: id });
