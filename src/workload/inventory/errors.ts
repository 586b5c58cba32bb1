import { BerthError } from '../../private/berth-error';

export const duplicateName = (what: string, name: string, paths: readonly string[]) => new BerthError('DUPLICATE_NAME',
  `${what} name "${name}" is used ${paths.length} times: ${paths.join(', ')}. Give each a \`name\` of its own.`);

export const duplicateHostPort = (port: string, users: readonly string[]) => new BerthError('DUPLICATE_HOST_PORT',
  `Host port ${port} is published more than once: ${users.join(', ')}. Give each a \`hostPort\` or \`hostIp\` of its own, `
  + 'or leave \`hostPort\` out to let the engine choose.');

export const startOrderLoop = (paths: readonly string[]) => new BerthError('START_ORDER_LOOP',
  `These containers wait for each other to start: ${paths.join(' → ')}. Remove one \`startAfter\`.`);

export const referenceLoop = (steps: readonly string[], alias: string) => new BerthError('REFERENCE_LOOP',
  `Terraform can't create these containers, since each one needs the next one first: ${steps.join(' → ')}. `
  + `Write one of the values as text: connect the two with allowTo(…, { alias: '${alias}' }), and write "${alias}" instead of \`name\`.`);

export const ambiguousAlias = (alias: string, of: string, other: string, network: string) => new BerthError('AMBIGUOUS_ALIAS',
  `"${alias}" is the alias of ${of} in a connection, but also a name of ${other} on ${network}, so a lookup could return either. `
  + 'Give allowTo() another `alias`.');

export const misleadingName = (blocked: string, open: string, members: readonly string[]) => new BerthError('MISLEADING_NAME',
  `The containers ${members.join(', ')} can reach each other on ${open}, but not on ${blocked}, which they also share: `
  + `the engine may resolve their names to addresses on ${blocked}. Remove one of them from ${blocked}.`);

export const invalidAddressRange = (given: string, longest: number) => new BerthError('INVALID_ADDRESS_RANGE',
  `"${given}" can't be the address range of the host: `
  + `write an IPv4 range with a prefix length of at most ${longest}, as in "10.64.0.0/11".`);

export const subnetsOverlap = (first: string, second: string) => new BerthError('SUBNETS_OVERLAP',
  `The subnets ${first} and ${second} overlap. Give each network a range of its own, or leave out \`subnets\` to have one allocated.`);

export const noSubnetLeft = (network: string, range: string) => new BerthError('NO_SUBNET_LEFT',
  `No subnet is left for ${network} in the host's address range ${range}. Give the host a wider \`addressRange\`.`);
