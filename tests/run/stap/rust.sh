#!/bin/sh
# @@only: host   @@needs: uprobe tool:rustc   @@timeout: 120
# Names, parameters before the prologue has run, structures, enums and slices of Rust.
cat > "$TMP/shop.rs" <<'END'
use std::hint::black_box;
#[derive(Clone, Copy)]
pub enum Color { Red, Green = 5, Blue }
pub enum Shape { Circle(i32), Rect { w: i32, h: i64 } }
pub struct Item { pub id: u32, pub name: String, pub tags: Vec<u16>, pub pos: (i32, u8) }
impl Item {
    #[inline(never)]
    pub fn cost(&self, amount: i32, label: &str) -> i64 {
        let total = self.id as i64 * amount as i64;
        black_box(label);
        black_box(total) + self.tags.len() as i64
    }
}
#[inline(never)]
fn pick(c: Color, o: Option<u32>, b: Option<Box<i32>>, s: &Shape) -> u32 {
    let base = o.unwrap_or(1);
    black_box(&b);
    black_box(s);
    base + c as u32
}
#[inline(never)]
fn slice(xs: &[i32], arr: [u8; 4], flag: bool) -> i32 {
    let mut sum = 0;
    for x in xs { sum += x; }
    black_box(flag);
    sum + arr[2] as i32
}
fn main() {
    let it = Item { id: 40, name: String::from("hello"), tags: vec![1, 2, 3], pos: (-4, 9) };
    let mut sum = it.cost(3, "label") + it.pos.0 as i64 + it.name.len() as i64;
    sum += pick(Color::Green, Some(7), None, &Shape::Rect { w: 3, h: 4 }) as i64;
    sum += pick(Color::Blue, None, Some(Box::new(8)), &Shape::Circle(9)) as i64;
    sum += slice(&[1, 2, 3], [9, 8, 7, 6], true) as i64;
    black_box((sum, Color::Red));
    let r = std::panic::catch_unwind(|| { let v: Vec<i32> = vec![]; v[black_box(3)] });
    std::process::exit(r.is_err() as i32);
}
END
cd "$TMP" && rustc -g -o shop shop.rs 2> rustc.err || { cat rustc.err; exit 1; }
cat > x.stp <<'END'
probe process("./shop").function("Item::cost") {
	printf("%s %d %d %d %s %d %d\n", ppfunc(), $self->id, $amount, $self->tags->len,
	       user_string_n($label->data_ptr, $label->length), $self->pos->__0, $self->pos->__1)
}
probe process("./shop").function("shop::Item::cost").return { printf("returned %d\n", $return) }
probe process("./shop").function("*pick") {
	printf("pick %d %d", $c, $o->__tag)
	if ($o->__tag) printf(" %d", $o->Some->__0)
	if ($b->Some->__0) printf(" %d", user_int32($b->Some->__0))
	println($s->__tag ? sprintf(" %d %d", $s->Rect->w, $s->Rect->h) : sprintf(" %d", $s->Circle->__0))
}
probe process("./shop").function("slice") {
	printf("slice %d %d arr %d flag %d\n", $xs->length, user_int32(&$xs->data_ptr[1]), $arr[1], $flag)
}
probe process("./shop").statement("*slice@shop.rs:26") { printf("sum %d\n", $sum) }
probe process("./shop").function("rust_panic") { println("panic") }
END
"$SONDE" -o out -c ./shop x.stp 2> err || cat err	# apart: the program writes of its panic meanwhile
cat out
"$SONDE" -l 'process("./shop").function("*cost")' | sed 's|"[^"]*/|"/|g'

# >>> out
# shop::Item::cost 40 3 3 label -4 9
# returned 123
# pick 5 1 7 3 4
# pick 6 0 8 9
# slice 3 2 arr 8 flag 1
# sum 6
# panic
# process("/shop").function("/shop.rs:8")
# <<<
