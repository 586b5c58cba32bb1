import { BerthError } from '../private/berth-error';

export const invalidServerAddress = (given: string) => new BerthError('FRONT_SERVER_ADDRESS_INVALID',
  `"${given}" can't be the address of a server: write an IP address or a host name, such as "10.0.0.5" or "web.example.com". The port is `
  + 'the second argument.');

export const invalidHealthPath = (given: string) => new BerthError('FRONT_HEALTH_PATH_INVALID',
  `"${given}" can't be the \`healthPath\`: begin it with "/", and go on with letters, digits and the characters of a URL such as "-", "_", `
  + '".", "/", "?", "=" and "&".');

export const portOfFrontTaken = (port: number) => new BerthError('FRONT_PORT_TAKEN',
  `The front listens on the port ${port} already. Choose another port, or give all servers of the port in one call.`);

export const frontWithoutPorts = () => new BerthError('FRONT_WITHOUT_PORTS',
  'The front listens on no port. Add one with addHttp() or addTcp().');

export const portWithoutServers = (port: number) => new BerthError('FRONT_PORT_WITHOUT_SERVERS',
  `The port ${port} of the front has no servers. Give one or more: servers: [FrontServer.of('10.0.0.5', 8080)].`);

export const duplicateServer = (port: number, server: string) => new BerthError('FRONT_SERVER_DUPLICATE',
  `The port ${port} of the front has the server ${server} more than once. Keep one.`);

export const frontNeedsBerth = (backend: string) => new BerthError('FRONT_NEEDS_BERTH',
  `With ${backend}, a front can't change its configuration while it runs. Use Backend.BERTH.`);
