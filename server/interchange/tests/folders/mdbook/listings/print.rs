fn other() {}
// ANCHOR: print
println!("{x}");
// ANCHOR_END: print
