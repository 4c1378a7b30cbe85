import fc from 'fast-check';

/** CI tries the same random input on every run, so that it says something about the change; elsewhere each run tries other input. */
if (process.env.CI !== undefined) fc.configureGlobal({ seed: 20261122 });
