import { removeNamed } from './remove-named';
import { Workspace, WorkspaceOptions } from './workspace';

/** Creates a workspace, which is removed automatically. */
type MakeWorkspace = (configuration: object | string, options?: WorkspaceOptions) => Promise<Workspace>;

/**
 * Returns a function that creates workspaces, which are removed after each test.
 *
 * @param named  removes everything whose name contains this, before all tests and after each test
 */
export function workspacePerTest(named?: string): MakeWorkspace {
  return workspaces(named, afterEach);
}

/** Returns a function that creates workspaces, which are removed after all tests of a file. */
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
