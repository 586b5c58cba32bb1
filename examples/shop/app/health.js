// What the engine runs to find out whether the application works: it does if redis answers it.
fetch('http://127.0.0.1:8080/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1));
