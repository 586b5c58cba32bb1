/**
 * Finds a loop that can be reached from a node of a graph: a depth-first search without recursion, so that long chains don't overflow the
 * stack.
 *
 * @param visited the nodes from which no other loop can be reached; the search adds to them
 * @returns the nodes of the loop, the first one also at the end
 */
export function findLoop<T>(start: T, nextTo: (node: T) => readonly T[], visited: Set<T>): T[] | undefined {
  if (visited.has(start)) return undefined;
  const path: T[] = [start];
  const onPath = new Set<T>(path);
  const stack: Array<{ node: T; unvisited: T[] }> = [{ node: start, unvisited: [...nextTo(start)] }];
  while (stack.length > 0) {
    const { node, unvisited } = stack[stack.length - 1];
    const next = unvisited.pop();
    if (next === undefined) {
      stack.pop();
      path.pop();
      onPath.delete(node);
      visited.add(node);
    } else if (onPath.has(next)) {
      path.forEach((each) => visited.add(each));
      return [...path.slice(path.indexOf(next)), next];
    } else if (!visited.has(next)) {
      stack.push({ node: next, unvisited: [...nextTo(next)] });
      path.push(next);
      onPath.add(next);
    }
  }
  return undefined;
}
