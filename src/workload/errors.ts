import { BerthError } from '../private/berth-error';

export const predefinedNetworkName = (given: string) => new BerthError('PREDEFINED_NETWORK_NAME',
  `"${given}" can't be the name of a network: the engine has networks "bridge", "host", "none" and "default" of its own. Choose another name.`);

export const invalidSubnet = (given: string) => new BerthError('INVALID_SUBNET',
  `"${given}" is not a range of addresses: write an address, a slash and the length of the prefix, as in "10.20.0.0/24".`);

export const levelNeedsBridge = (level: string, driver: string) => new BerthError('LEVEL_NEEDS_BRIDGE',
  `The level "${level}" can't be kept by the network driver "${driver}", which lets members reach each other. `
  + 'Give the level NetworkLevel.PEERS or NetworkLevel.OPEN, or use the driver "bridge".');
