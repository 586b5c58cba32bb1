import { exposedToNobody, notExposed, ofAnotherHost } from './errors';
import { IContainer } from './i-container';
import { Port } from './networking/port';
import { ConnectionModel, PortRange } from '../../model/container';
import { BerthError } from '../../private/berth-error';

/** A container that exposes ports. */
type Exposing = IContainer & { readonly connections: { readonly _exposed: readonly Port[] } };

/** Checks that two containers are on one engine, on one host of it unless one of them is in a virtual container host. */
export function checkSameEngine({ host: ours }: IContainer, { host: theirs, node }: IContainer): BerthError[] {
  if (ours === theirs) return [];
  const [{ engine, virtualHost }, other] = [ours._placement, theirs._placement];
  const areAcross = engine === other.engine && (virtualHost ?? other.virtualHost) !== undefined;
  return areAcross ? [] : [ofAnotherHost('The container', node.path, theirs.node.path, ours.node.path)];
}

/** Returns an error for each connection to another host whose port is not exposed, and for each exposed port without a connection. */
export function exposureProblems(container: IContainer, exposed: readonly Port[]): BerthError[] {
  const isAcross = ({ from, to }: ConnectionModel) => (from as IContainer).host !== (to as IContainer).host;
  const across = container._model.connections.filter(isAcross);
  const unexposed = across.filter(({ from, to, port }) => from === container
    && !(to as Exposing).connections._exposed.some((each) => covers(each, port)));
  const unused = exposed.filter((port) => !across.some((each) => each.to === container && covers(port, each.port)));
  return [
    ...unexposed.map(({ to, port }) => notExposed(to.node.path, `${port}`, (to as IContainer).host.node.path)),
    ...unused.map((port) => exposedToNobody(`${port}`, container.host.node.path)),
  ];
}

/** Whether a port, or a range of ports, has another one in it. */
function covers(port: PortRange, other: PortRange): boolean {
  const isSameProtocol = port._protocol === undefined || port._protocol === other._protocol;
  return isSameProtocol && port._first <= other._first && port._last >= other._last;
}
