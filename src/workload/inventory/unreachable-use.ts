import { ContainerMember } from './members';

/** Describes the use of a container's name where it does not resolve, and the line that changes that. */
export function unreachableUse(user: ContainerMember, other: ContainerMember, prop: string, port: string | undefined): string {
  const used = `\`${prop}\` uses the name of ${other.node.path}`;
  const [from, to] = [user, other].map(({ node }) => variableFor(node.id));
  if (user.host !== other.host) {
    return `${used}, which is on another host (${other.host.node.path}), so the name does not resolve. `
      + `Publish the port on that host, and use \`${to}.publishedAddress(${port ?? '…'})\`.`;
  }
  return `${used}, but the two share no network on which they reach each other, so the name does not resolve. `
    + `Add \`${from}.connections.allowTo(${to}, Port.tcp(${port ?? '…'}))\`.`;
}

/** Describes the use of a name by which a container does not find another one that it reaches, and what it can use instead. */
export function unknownName(user: ContainerMember, other: ContainerMember, used: { prop: string; name: string; port?: string }): string {
  const [from, to] = [user, other].map(({ node }) => variableFor(node.id));
  return `\`${used.prop}\` uses the name "${used.name}" for ${other.node.path}, which does not resolve to it. Use \`${to}.name\`, or add `
    + `\`${from}.connections.allowTo(${to}, Port.tcp(${used.port ?? '…'}), { alias: '${used.name}' })\`.`;
}

/** Returns the variable that a construct is probably in. */
function variableFor(id: string): string {
  const name = id.replace(/[^a-z0-9]+(.)?/gi, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
