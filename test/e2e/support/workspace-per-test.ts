import { removeNamed } from './remove-named';
import { Workspace, WorkspaceOptions } from './workspace';

/** Makes a workspace that need not be removed. */
type MakeWorkspace = (configuration: object | string, options?: WorkspaceOptions) => Promise<Workspace>;

/**
 * What makes a test's workspaces, which are removed after it, with all that has a part of its name in common where that is
 * given. What an earlier run left is removed before.
 */
export function workspacePerTest(named?: string): MakeWorkspace {
  return workspaces(named, afterEach);
}

/** The same, for a workspace that all tests of a file share. */
export function workspacePerFile(named?: string): MakeWorkspace {
  return workspaces(named, afterAll);
}

function workspaces(named: string | undefined, after: (cleanUp: () => Promise<void>) => void): MakeWorkspace {
  const made: Workspace[] = [];
  const removeRest = async () => named === undefined ? undefined : removeNamed(named);

  beforeAll(removeRest);
  after(async () => {
    for (const workspace of made.splice(0)) await workspace.remove();
    await removeRest();
  });

  return async (configuration, options) => {
    const workspace = await Workspace.create(configuration, options);
    made.push(workspace);
    return workspace;
  };
}
