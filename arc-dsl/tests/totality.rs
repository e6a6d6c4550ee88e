//! Every primitive is applied to random values of the right types: none may panic, and results must be of the declared
//! type and within bounds.

use arc_dsl::color::Color;
use arc_dsl::matrix::{Cell, Grid, Matrix};
use arc_dsl::primitives::{Primitive, all};
use arc_dsl::segment::Segmentation;
use arc_dsl::space::{Direction, Point, Size, Transform};
use arc_dsl::types::Type;
use arc_dsl::value::{IntoValue, MAX_INT, Value};

/// Applications per primitive.
const ROUNDS: usize = 300;

/// SplitMix64 (Steele, Lea, Flood 2014): repeatable, and all that is needed here.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % limit as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn int(&mut self) -> i32 {
        match self.below(8) {
            0 => self.pick(&[MAX_INT, -MAX_INT, 128, -128, 1000, -1000]),
            1 => -(self.below(9) as i32),
            _ => self.below(9) as i32,
        }
    }

    fn side(&mut self) -> usize {
        match self.below(40) {
            0 => 128,
            1..8 => 1,
            _ => 1 + self.below(11),
        }
    }

    fn size(&mut self) -> (usize, usize) {
        (self.side(), self.side())
    }

    fn matrix<T: Cell>(&mut self, (height, width): (usize, usize), cell: impl Fn(&mut Random) -> T) -> Matrix<T> {
        let offset = if self.below(4) == 0 { Point::new(self.int(), self.int()) } else { Point::default() };
        Matrix::from_fn(height, width, |_, _| cell(self)).unwrap().with_offset(offset)
    }

    /// Noise, or rectangles and frames on a background.
    fn grid(&mut self, size: (usize, usize)) -> Grid {
        let palette = [Color::Black, self.pick(&Color::ALL), self.pick(&Color::ALL)];
        let is_noisy = self.below(2) == 0;
        let mut grid = self.matrix(size, |random| if is_noisy { random.pick(&palette) } else { palette[0] });
        for _ in 0..if is_noisy { 0 } else { self.below(6) } {
            let (top, left, color) = (self.below(size.0), self.below(size.1), self.pick(&Color::ALL));
            let (bottom, right) = ((top + self.below(6)).min(size.0 - 1), (left + self.below(6)).min(size.1 - 1));
            let is_hollow = self.below(2) == 0;
            for (row, col) in (top..=bottom).flat_map(|row| (left..=right).map(move |col| (row, col))) {
                if !is_hollow || row == top || row == bottom || col == left || col == right {
                    grid[(row, col)] = color;
                }
            }
        }
        grid
    }

    fn objects(&mut self) -> Vec<Value> {
        let segmentation = self.pick(&Segmentation::ALL);
        let size = self.size();
        let grid = self.grid(size);
        let far = if self.below(6) == 0 { Point::new(self.int(), self.int()) } else { Point::default() };
        let objects = segmentation.objects(&grid).into_iter().take(40);
        objects.map(|object| object.moved(far).into_value()).filter(Value::is_bounded).collect()
    }

    fn object(&mut self) -> Value {
        loop {
            if let Some(object) = self.objects().into_iter().next_back() {
                return object;
            }
        }
    }

    fn value(&mut self, ty: &Type, size: (usize, usize)) -> Value {
        match ty {
            Type::Bool => Value::Bool(self.below(2) == 0),
            Type::Int => Value::Int(self.int()),
            Type::Color => Value::Color(self.pick(&Color::ALL)),
            Type::Point => Value::Point(Point::new(self.int(), self.int())),
            Type::Size => Value::Size(Size::new(self.int(), self.int())),
            Type::Direction => Value::Direction(self.pick(&Direction::ALL)),
            Type::Transform => Value::Transform(self.pick(&Transform::ALL)),
            Type::Segmentation => Value::Segmentation(self.pick(&Segmentation::ALL)),
            Type::Grid => self.grid(size).into_value(),
            Type::Mask => self.matrix(size, |random| random.below(3) == 0).into_value(),
            Type::Plane => self.matrix(size, Random::int).into_value(),
            Type::Object => self.object(),
            Type::List(element) if **element == Type::Object => Value::List(self.objects().into()),
            Type::List(element) => {
                let length = self.below(6);
                Value::List((0..length).map(|_| self.value(element, size)).collect())
            }
            Type::Function(..) | Type::Variable(_) => unreachable!("filled in by `arguments`"),
        }
    }

    /// Arguments of the right types: matrices mostly of one size, objects mostly of the grid or list before them.
    fn arguments(&mut self, primitive: &Primitive) -> Vec<Value> {
        let plain = [Type::Int, Type::Color, Type::Object, Type::Grid, Type::Point];
        let variables = [self.pick(&[0, 1, 2, 3, 4]), self.pick(&[0, 1, 2, 3, 4])];
        let size = self.size();
        let mut arguments: Vec<Value> = Vec::new();
        for parameter in &primitive.parameters {
            let ty = parameter.ty.substitute(&|number| plain[variables[number as usize % 2]].clone());
            let size = if self.below(6) == 0 { self.size() } else { size };
            let is_related = self.below(3) > 0;
            let grid = arguments.iter().find_map(Value::as_grid);
            let argument = match (&ty, arguments.last()) {
                (Type::Function(_, to), Some(domain)) => {
                    let length = match domain {
                        Value::Grid(grid) => grid.area(),
                        list => elements(list).len(),
                    };
                    Value::List((0..length).map(|_| self.value(to, size)).collect())
                }
                (Type::Object, _) if is_related && grid.is_some() => {
                    let objects = found(grid, self.pick(&Segmentation::ALL));
                    objects.into_iter().next().unwrap_or_else(|| self.object())
                }
                (Type::List(element), _) if is_related && grid.is_some() && **element == Type::Object => {
                    Value::List(found(grid, self.pick(&Segmentation::ALL)).into())
                }
                _ if is_related && members(&arguments, &ty).is_some() => {
                    let items = members(&arguments, &ty).unwrap_or_default();
                    items[self.below(items.len())].clone()
                }
                _ => self.value(&ty, size),
            };
            arguments.push(argument);
        }
        arguments
    }
}

/// The objects of a grid, not too many.
fn found(grid: Option<&Grid>, segmentation: Segmentation) -> Vec<Value> {
    let objects = grid.map(|grid| segmentation.objects(grid)).unwrap_or_default();
    objects.into_iter().take(60).map(IntoValue::into_value).collect()
}

/// The elements of the first list of a type among some arguments, unless it is empty.
fn members<'a>(arguments: &'a [Value], ty: &Type) -> Option<&'a [Value]> {
    let mut lists = arguments.iter().map(elements);
    lists.find(|items| items.first().is_some_and(|item| item.type_of().as_ref() == Some(ty)))
}

fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        _ => &[],
    }
}

#[test]
fn primitives_never_panic() {
    for primitive in all() {
        let mut random = Random(primitive.name.bytes().fold(7, |seed, byte| seed * 31 % 1_000_003 + byte as u64));
        for _ in 0..ROUNDS {
            let arguments = random.arguments(primitive);
            let Some(result) = primitive.apply(&arguments) else { continue };
            assert!(result.is_bounded(), "{} gives a value out of bounds", primitive.name);
            if primitive.result.is_concrete()
                && let Some(ty) = result.type_of()
            {
                assert_eq!(ty, primitive.result, "{} gives another type than declared", primitive.name);
            }
        }
    }
}
